import { StreamChat } from 'stream-chat'

const chat = StreamChat.getInstance('seed-key', process.env.SEED_SECRET)

export function seed(guests, tokens) {
  guests.forEach(async ({ id, name }) => {
    await chat.connectUser({ id, name }, tokens[id])
    await chat.disconnectUser()
  })
}
