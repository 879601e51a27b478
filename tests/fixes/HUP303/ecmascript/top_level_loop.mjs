import { readFile } from 'node:fs/promises';
import { StreamChat } from 'stream-chat';

const people = JSON.parse(await readFile('people.json', 'utf8'));
const chat = new StreamChat(process.env.KEY, process.env.SECRET);

for (const person of people) {
	await chat.connectUser(
		{ id: person.id, name: person.name },
		chat.createToken(person.id),
	);
	await chat.disconnectUser();
	console.log(`created ${person.id}`);
}
