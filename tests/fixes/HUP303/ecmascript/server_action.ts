'use server';

import { StreamChat } from 'stream-chat';
import { db } from './db';

const chat = StreamChat.getInstance(process.env.KEY!, process.env.SECRET!);

export async function syncAll() {
	const users = await db.user.findMany();
	for (const user of users) {
		await chat.connectUser({ id: user.id, name: user.fullName }, chat.createToken(user.id));
		await chat.disconnectUser();
		await db.user.update({ where: { id: user.id }, data: { ready: true } });
	}
}
