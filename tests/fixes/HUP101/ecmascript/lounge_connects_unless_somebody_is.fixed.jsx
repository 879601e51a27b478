import { useEffect, useState } from "react"
import { StreamChat } from "stream-chat"

export const lounge = StreamChat.getInstance("b7x2qpzk9m")

let queue = Promise.resolve()
const inTurn = (task) => (queue = queue.then(task, task))

export default function Lounge({ member, token }) {
  const [ready, setReady] = useState(false)

  // one client for all tabs of the lounge
  useEffect(() => {
    if (member) {
      // members only
      inTurn(() => lounge.connectUser({ id: member.id, name: member.name }, token))
        .then(() => setReady(true))
        .catch(console.error)
    }

    return () => {
      inTurn(() => lounge.disconnectUser())
    }
  }, [member, token])

  return ready ? <section>{lounge.userID}</section> : <progress />
}
