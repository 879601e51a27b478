import { useEffect, useState } from "react"
import { StreamChat } from "stream-chat"

export const Lounge = ({ guest, token }) => {
    const [client, setClient] = useState(null)

    useEffect(() => {
        // one client per guest
        const chat = new StreamChat("k7x2")
        /* the room opens by itself */ chat.connectUser({ id: guest.id }, token).then(() => setClient(chat))
    }, [guest.id, token])

    return <p>{client ? "in" : "out"}</p>
}
