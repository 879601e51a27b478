import { StreamChat } from 'stream-chat';
import { batches } from './users.mjs';

export async function store() {
	for (const batch of batches) {
		const chat = new StreamChat(process.env.KEY, process.env.SECRET);
		await chat.upsertUsers(batch);
	}
}
