import { StreamChat } from 'stream-chat';

export class Reception {
  private readonly client = StreamChat.getInstance('reception');

  async admit(visitor: { id: string; token: string }) {
    if (this.client.userID !== visitor.id) {
      if (this.client.userID) await this.client.disconnectUser();
      await this.client.connectUser({ id: visitor.id }, visitor.token);
    }
    return this.client.userID;
  }

  discharge() {
    return this.client.disconnectUser();
  }
}
