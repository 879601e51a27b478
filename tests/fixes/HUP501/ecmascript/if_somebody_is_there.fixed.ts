import { StreamChat } from "stream-chat"

const chat = StreamChat.getInstance("k7x2")

async function swap<T extends { id: string }>(next: T, token: string) {
    if (next.id) {
        await chat.disconnectUser() // whoever it was
    }
    await chat.connectUser(next, token)
}

document.body.onclick = () => swap({ id: "b" }, "t")
