import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export function useFleet(id: string, token: string) {
	const held = useRef<StreamChat | null>(null);

	useEffect(() => {
		const client = new StreamChat('k7x2');
		const connecting = client.connectUser({ id }, token);

		async function connect() {
			await connecting;
			held.current = client;
		}
		connect().catch(console.error);

		return () => {
			void connecting.then(() => client.disconnectUser());
			held.current = null;
		};
	}, [id, token]);

	return held;
}
