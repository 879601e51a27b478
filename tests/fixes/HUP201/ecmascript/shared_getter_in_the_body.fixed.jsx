import { useEffect, useState } from "react";
import { StreamChat } from "stream-chat";
import { Chat, ChannelList } from "stream-chat-react";

export function Sidebar({ user, token }) {
	const [client, setClient] = useState(null);

	useEffect(() => {
		const ownClient = new StreamChat("k7x2");
		const connecting = ownClient.connectUser({ id: user.id, name: user.name }, token);
		connecting.then(() => setClient(ownClient));

		return () => {
			setClient(null);
			connecting.then(() => ownClient.disconnectUser());
		};
	}, [user.id, user.name, token]);

	if (!client) return null;

	return (
		<Chat client={client}>
			<ChannelList />
		</Chat>
	);
}
