import { StreamChat } from 'stream-chat';
import { batches } from './users.mjs';

export async function store() {
	const chat = new StreamChat(process.env.KEY, process.env.SECRET);
	for (const batch of batches) {
		await chat.upsertUsers(batch);
	}
}
