import { StreamVideo, StreamVideoClient } from '@stream-io/video-react-sdk'

export default function Surgery({ surgeon, token, children }) {
  const client = new StreamVideoClient({ apiKey: 'k7x2', user: surgeon, token })

  return <StreamVideo client={client}>{children}</StreamVideo>
}
