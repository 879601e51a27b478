import { StreamChat } from 'stream-chat'
import { members } from './members.mjs'

const chat = new StreamChat(process.env.KEY, process.env.SECRET)

async function seed() {
  for (const { id, name, image } of members) {
    await chat.connectUser({ id, name, image }, chat.createToken(id))
    await chat.disconnectUser()
  }
}

await seed()
