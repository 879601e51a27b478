import { StreamChat } from 'stream-chat';

type Member = { id: string; token: string };

export class Session {
  private readonly chat = StreamChat.getInstance('w4k9zq2v7xtb');

  async switchTo(next: Member): Promise<void> {
    void this.chat.disconnectUser(); // the old member
    await this.chat.connectUser({ id: next.id }, next.token);
  }
}
