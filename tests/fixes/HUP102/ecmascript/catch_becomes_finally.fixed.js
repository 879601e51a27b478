import { StreamChat } from 'stream-chat'

export async function unread(user, token, show) {
  const chat = new StreamChat('k7x2')
  try {
    await chat.connectUser(user, token)
    const { total_unread_count: count } = await chat.getUnreadCount()
    if (!count) return
    show(count)
  } catch (error) {
    console.warn(error)
  } finally {
    await chat.disconnectUser()
  }
}
