import { StreamChat } from 'stream-chat';

export class ChatService {
  private client?: StreamChat;

  async connect(userId: string, token: string) {
    this.client = new StreamChat('service');
    await this.client.connectUser({ id: userId }, token); // expect: HUP105
  }

  async disconnect() {
    await this.client?.disconnectUser();
    this.client = undefined;
  }
}
