import { StreamChat } from 'stream-chat';

const tower = StreamChat.getInstance('tower');

export const clear = async (pilot, /* from the gate */ token) => {
	if (tower?.user) /* somebody speaks */ return;
	await tower.connectUser({ role: 'pilot', 'id': pilot.call.sign }, token);
};

export const land = () => tower.disconnectUser();
