import { useEffect } from "react";
import { StreamChat } from "stream-chat";

declare const boot: { userId: string; token: string };

export const chat = StreamChat.getInstance("bk3w8z1kv5xt");
export const ready = chat.connectUser({ id: boot.userId }, boot.token);

export function Unread({ show }: { show: (count: number) => void }) {
	useEffect(() => {
		const listener = chat.on("message.new", (event) => show(event.unread_count as number));
		return () => {
			listener.unsubscribe(); /* first */
			void ready.then(() => chat.disconnectUser()); // then the rest
		};
	}, []);

	return null;
}
