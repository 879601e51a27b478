import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export function useFleet(id: string, token: string) {
	const held = useRef<StreamChat | null>(null);

	useEffect(() => {
		async function connect() {
			const client = new StreamChat('k7x2');
			await client.connectUser({ id }, token);
			held.current = client;
		}
		connect().catch(console.error);

		return () => {
			void held.current?.disconnectUser();
			held.current = null;
		};
	}, [id, token]);

	return held;
}
