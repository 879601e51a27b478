import { StreamChat } from 'stream-chat'

const chat = StreamChat.getInstance('seed-key', process.env.SEED_SECRET)

export function seed(guests, tokens) {
  chat.upsertUsers(guests.map(({ id, name }) => ({ id, name })))
}
