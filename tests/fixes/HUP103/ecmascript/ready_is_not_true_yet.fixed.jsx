import { useEffect, useState } from 'react'
import { ActivityIndicator } from 'react-native'
import { Chat } from 'stream-chat-expo'
import { StreamChat } from 'stream-chat'

const client = StreamChat.getInstance(process.env.EXPO_PUBLIC_KEY)

let queue = Promise.resolve()
const inTurn = (task) => (queue = queue.then(task, task))

export default function Provider({ profile, token, children }) {
    const [isReady, setIsReady] = useState(false)

    useEffect(() => {
      if (!profile) return

      const connect = async () => {
        await inTurn(() => client.connectUser({ id: profile.id, name: profile.name }, token))
        setIsReady(true)
      }

      connect()

      return () => {
          if (isReady) {
            setIsReady(false)
          }
          inTurn(() => client.disconnectUser())
      }
    }, [profile?.id])

    if (!isReady) return <ActivityIndicator />

    return <Chat client={client}>{children}</Chat>
}
