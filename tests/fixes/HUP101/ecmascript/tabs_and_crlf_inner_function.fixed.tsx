import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Lounge({ id, token }: { id: string; token: string }) {
	const [client, setClient] = useState<StreamChat | null>(null);

	useEffect(() => {
		const chat = new StreamChat('k7x2', {
			timeout: 6000, // ms
		});
		const connecting = chat.connectUser({ id } as { id: string }, token);

		const open = async () => {
			await connecting;
			setClient(chat);
		};

		open().catch(console.error);

		return () => {
			void connecting.then(() => chat.disconnectUser());
		};
	}, [id, token]);

	return client && <b>{client.userID}</b>;
}
