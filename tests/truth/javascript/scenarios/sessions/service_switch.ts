import { StreamChat } from 'stream-chat';

type Login = { id: string; token: string };

export class Session {
  private readonly client = StreamChat.getInstance('session');

  async use(login: Login): Promise<void> {
    this.client.disconnectUser().catch(() => console.error('still open')); // expect: HUP501
    await this.client.connectUser({ id: login.id }, login.token);
  }

  async end(): Promise<void> {
    await this.client.disconnectUser();
  }
}
