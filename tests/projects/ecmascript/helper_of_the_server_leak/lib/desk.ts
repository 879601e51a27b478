import { StreamChat } from 'stream-chat';

const office = () => StreamChat.getInstance(process.env.NEXT_PUBLIC_DESK_KEY!, process.env.NEXT_PUBLIC_DESK_SECRET!);

class Desk {
  private chat: StreamChat | null = null;

  async open(id: string) {
    this.chat ??= office();
    await this.chat.connectUser({ id }, this.chat.createToken(id)); // expect: HUP302
  }

  async close() {
    await this.chat?.disconnectUser();
  }
}

export const desk = new Desk();
