import { StreamChat } from 'stream-chat';

export class Session {
	private client: StreamChat | null = null;

	async login(id: string, token: string): Promise<void> {
		await this.client?.disconnectUser();
		this.client = new StreamChat('k7x2');
		await this.client.connectUser({ id }, token);
	}

	async logout(): Promise<void> {
		await this.client?.disconnectUser();
		this.client = null;
	}
}
