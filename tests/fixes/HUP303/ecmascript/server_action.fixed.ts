'use server';

import { StreamChat } from 'stream-chat';
import { db } from './db';

const chat = StreamChat.getInstance(process.env.KEY!, process.env.SECRET!);

export async function syncAll() {
	const users = await db.user.findMany();
	await chat.upsertUsers(users.map((user) => ({ id: user.id, name: user.fullName })));
	for (const user of users) {
		await db.user.update({ where: { id: user.id }, data: { ready: true } });
	}
}
