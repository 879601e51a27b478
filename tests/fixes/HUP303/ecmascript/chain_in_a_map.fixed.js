import { StreamChat } from 'stream-chat';

const desk = StreamChat.getInstance('desk-key', process.env.DESK_SECRET);

export async function enrol(pupils, tokens) {
	await desk.upsertUsers(pupils);
}
