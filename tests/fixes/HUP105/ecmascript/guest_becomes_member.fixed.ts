import { StreamChat } from 'stream-chat';
import { register } from './account';

export async function signUp(signal: AbortSignal) {
    const chat = StreamChat.getInstance("k7x2")
    try {
        await chat.setGuestUser({ id: "window-shopper" })
        const account = await register()
        await chat.disconnectUser()
        await /* as herself */ chat.connectUser({ id: account.id }, account.token)
        await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }))
    } finally {
        await chat.disconnectUser()
    }
}
