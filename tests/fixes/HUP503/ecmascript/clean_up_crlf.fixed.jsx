import { useEffect } from 'react'
import { useChatContext } from 'stream-chat-react'

export const Title = ({ cid }) => {
  const { client } = useChatContext()

  useEffect(() => {
    document.title = cid
  }, [cid])

  return <h1>{client.userID}</h1>
}
