import { StreamChat } from 'stream-chat'

const chat = StreamChat.getInstance('k7x2')

export const become = async (next, token) => {
    await chat.disconnectUser()
    return chat.connectUser(next, token)
}
