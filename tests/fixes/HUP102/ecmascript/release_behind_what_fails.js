import { StreamChat } from 'stream-chat';

export async function peek(user, token, id) {
	const chat = new StreamChat('k7x2');
	await chat.connectUser(user, token);
	const channel = chat.channel('messaging', id);
	try {
		return await channel.watch();
	} finally {
		await channel.stopWatching();
		await chat.disconnectUser();
	}
}
