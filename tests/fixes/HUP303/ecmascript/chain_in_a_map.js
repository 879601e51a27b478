import { StreamChat } from 'stream-chat';

const desk = StreamChat.getInstance('desk-key', process.env.DESK_SECRET);

export async function enrol(pupils, tokens) {
	await Promise.all(pupils.map((pupil) => desk.connectUser(pupil, tokens[pupil.id]).then(() => desk.disconnectUser())));
}
