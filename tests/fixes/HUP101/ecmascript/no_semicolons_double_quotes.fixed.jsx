import { useEffect, useState } from "react"
import { StreamChat } from "stream-chat"

export const Lounge = ({ guest, token }) => {
    const [client, setClient] = useState(null)

    useEffect(() => {
        // one client per guest
        const chat = new StreamChat("k7x2")
        /* the room opens by itself */ const connecting = chat.connectUser({ id: guest.id }, token)
        connecting.then(() => setClient(chat))

        return () => {
            connecting.then(() => chat.disconnectUser())
        }
    }, [guest.id, token])

    return <p>{client ? "in" : "out"}</p>
}
