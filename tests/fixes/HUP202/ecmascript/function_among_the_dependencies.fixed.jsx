import { useCallback, useEffect, useState } from "react";
import { StreamChat } from "stream-chat";

export function Fair({ visitor }) {
	const [room, setRoom] = useState("entrance");

	const getToken = useCallback(async () => {
		const response = await fetch(`/token?visitor=${visitor}`);
		return response.text();
	}, [visitor]);

	useEffect(() => {
		const chat = new StreamChat("k7x2");
		const ready = chat.connectUser({ id: visitor }, getToken);
		return () => {
			ready.then(() => chat.disconnectUser());
		};
	}, [visitor, getToken]);

	return <select value={room} onChange={(event) => setRoom(event.target.value)} />;
}
