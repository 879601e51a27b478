import { useEffect, useState } from 'react'
import { StreamChat } from 'stream-chat'

export const Forum = ({ speaker, token }) => {
  const [client, setClient] = useState()

  useEffect(() => {
    async function begin() {
      const talk = new StreamChat('forum')
      await talk.connectUser({ id: speaker }, token)
      setClient(talk)
    }

    begin()

    if (client)
      return () => {
        const cleanup = async () => client.disconnectUser()

        cleanup()
      }
  }, [])

  return <i>{client?.userID}</i>
}
