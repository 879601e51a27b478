import { StreamChat } from 'stream-chat'

export async function poll(user, token, seen) {
  while (!seen.done) {
    const chat = new StreamChat('k7x2')
    await chat.connectUser(user, token)
    /* how many are there? */
    try {
      seen.count = (await chat.getUnreadCount()).total_unread_count
    } finally {
      await chat.disconnectUser()
    }
  }
}
