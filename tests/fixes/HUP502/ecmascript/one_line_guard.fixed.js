import { StreamChat } from 'stream-chat'

const desk = StreamChat.getInstance('desk')

export async function sit(clerk, token) {
  if (desk.userID === clerk.id) return
  if (desk.userID) await desk.disconnectUser()
  await desk.connectUser({ id: clerk.id }, token)
}

export async function stand() { await desk.disconnectUser() }
