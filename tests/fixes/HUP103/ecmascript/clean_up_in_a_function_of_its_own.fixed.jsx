import { useEffect, useState } from "react"
import { StreamChat } from "stream-chat"

export function Counter({ clerk, token }) {
  const [desk, setDesk] = useState()

  useEffect(() => {
    const client = new StreamChat("counter")
    const connecting = client.connectUser({ id: clerk.id }, token)

    async function open() {
      await connecting
      setDesk(client)
    }

    open()

    return () => {
      connecting.then(() => client.disconnectUser())
    }
  }, [clerk.id, token])

  return <p>{desk ? "open" : "closed"}</p>
}
