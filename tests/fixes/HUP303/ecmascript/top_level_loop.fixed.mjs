import { readFile } from 'node:fs/promises';
import { StreamChat } from 'stream-chat';

const people = JSON.parse(await readFile('people.json', 'utf8'));
const chat = new StreamChat(process.env.KEY, process.env.SECRET);

await chat.upsertUsers(people.map((person) => ({ id: person.id, name: person.name })));
for (const person of people) {
	console.log(`created ${person.id}`);
}
