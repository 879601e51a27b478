import { StreamChat } from 'stream-chat';
import { people } from './people.mjs';

const chat = new StreamChat(process.env.KEY, process.env.SECRET);

for (const person of people) {
  const id = person.name.toLowerCase();
  await chat.connectUser({ id, name: person.name }, chat.createToken(id));
  await chat.disconnectUser();
}
