import { StreamVideo, StreamVideoClient } from '@stream-io/video-react-sdk'
import { useEffect, useState } from 'react'

export default function Surgery({ surgeon, token, children }) {
  const [client, setClient] = useState(null)

  useEffect(() => {
    const ownClient = new StreamVideoClient({ apiKey: 'k7x2', user: surgeon, token })
    setClient(ownClient)

    return () => {
      setClient(null)
      ownClient.disconnectUser()
    }
  }, [surgeon, token])

  if (!client) return null

  return <StreamVideo client={client}>{children}</StreamVideo>
}
