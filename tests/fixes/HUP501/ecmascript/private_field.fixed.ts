import { StreamChat, type OwnUserResponse } from 'stream-chat';

export class Service {
	readonly #chat = StreamChat.getInstance('k7x2');

	async become(next: OwnUserResponse, token: string): Promise<void> {
		/* first */ await this.#chat.disconnectUser();
		await this.#chat.connectUser(next, token);
	}
}
