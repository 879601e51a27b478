import process from 'node:process';
import { StreamChat } from 'stream-chat';

const people = ['ada', 'grace', 'alan'];

async function seed() {
  const client = StreamChat.getInstance(process.env.STREAM_KEY!);
  for (const id of people) {
    await client.connectUser({ id, name: id }, client.devToken(id)); // expect: HUP303
    await client.disconnectUser();
  }
}

void seed();
