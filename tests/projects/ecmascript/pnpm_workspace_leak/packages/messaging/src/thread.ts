import { StreamChat } from 'stream-chat';

export class BuyerThread {
  private readonly chat: StreamChat;

  constructor(key: string) {
    this.chat = new StreamChat(key);
  }

  open(buyerId: string, token: string) {
    return this.chat.connectUser({ id: buyerId }, token); // expect: HUP101
  }

  dispose() {
    return this.chat.disconnectUser();
  }
}
