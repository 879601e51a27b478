import { useEffect, useState } from "react"
import { StreamChat } from "stream-chat"

export function Counter({ clerk, token }) {
  const [desk, setDesk] = useState()

  useEffect(() => {
    async function open() {
      const client = new StreamChat("counter")
      await client.connectUser({ id: clerk.id }, token)
      setDesk(client)
    }

    open()

    return () => {
      async function shut() {
        await desk?.disconnectUser()
      }
      shut().catch(console.error)
    }
  }, [clerk.id, token])

  return <p>{desk ? "open" : "closed"}</p>
}
