import { StreamChat } from 'stream-chat';

export class ChatService {
  private client = new StreamChat('service');

  async connect(userId: string, token: string) {
    await this.client.connectUser({ id: userId }, token);
  }

  async disconnect() {
    await this.client.disconnectUser();
  }
}
