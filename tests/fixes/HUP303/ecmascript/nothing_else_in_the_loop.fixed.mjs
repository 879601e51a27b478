import { StreamChat } from 'stream-chat'
import { members } from './members.mjs'

const chat = new StreamChat(process.env.KEY, process.env.SECRET)

async function seed() {
  await chat.upsertUsers(members.map(({ id, name, image }) => ({ id, name, image })))
}

await seed()
