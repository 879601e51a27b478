import { useState, type FormEvent } from 'react';
import { StreamChat } from 'stream-chat';

export function Report({ id, token }: { id: string; token: string }) {
	const [sent, setSent] = useState<boolean | undefined>();
	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const chat = new StreamChat('k7x2');
		try {
			await chat.connectUser({ id }, token);
			await chat.flagMessage(String(new FormData(event.currentTarget).get('id')));
			setSent(true);
		} catch {
			setSent(false);
		} finally {
			await chat.disconnectUser();
		}
	}
	return <form onSubmit={submit}>{sent}</form>;
}
