import { StreamChat } from "stream-chat";
import { Chat, ChannelList } from "stream-chat-react";

export function Sidebar({ user, token }) {
	const client = StreamChat.getInstance("k7x2");
	client.connectUser({ id: user.id, name: user.name }, token);

	return (
		<Chat client={client}>
			<ChannelList />
		</Chat>
	);
}
