import { useEffect, useState } from "react"
import { StreamChat } from "stream-chat"

export const lounge = StreamChat.getInstance("b7x2qpzk9m")

export default function Lounge({ member, token }) {
  const [ready, setReady] = useState(false)

  // one client for all tabs of the lounge
  useEffect(() => {
    if (!lounge.userID && member) {
      // members only
      lounge
        .connectUser({ id: member.id, name: member.name }, token)
        .then(() => setReady(true))
        .catch(console.error)
    }
  }, [member, token])

  return ready ? <section>{lounge.userID}</section> : <progress />
}
