import { useEffect, useState } from 'react'
import { StreamChat } from 'stream-chat'

export const Forum = ({ speaker, token }) => {
  const [client, setClient] = useState()

  useEffect(() => {
    const talk = new StreamChat('forum')
    const connecting = talk.connectUser({ id: speaker }, token)

    async function begin() {
      await connecting
      setClient(talk)
    }

    begin()

    return () => {
      connecting.then(() => talk.disconnectUser())
    }
  }, [])

  return <i>{client?.userID}</i>
}
