import { StreamChat } from 'stream-chat';

const tower = StreamChat.getInstance('tower');

export const clear = async (pilot, /* from the gate */ token) => {
	if (tower?.user?.id === pilot.call.sign) /* somebody speaks */ return;
	if (tower?.user?.id) await tower.disconnectUser();
	await tower.connectUser({ role: 'pilot', 'id': pilot.call.sign }, token);
};

export const land = () => tower.disconnectUser();
