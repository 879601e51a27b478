import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Lounge({ id, token }: { id: string; token: string }) {
	const [client, setClient] = useState<StreamChat | null>(null);

	useEffect(() => {
		const open = async () => {
			const chat = StreamChat.getInstance('k7x2', {
				timeout: 6000, // ms
			});
			await chat.connectUser({ id } as { id: string }, token);
			setClient(chat);
		};

		open().catch(console.error);
	}, [id, token]);

	return client && <b>{client.userID}</b>;
}
