import { StreamChat } from 'stream-chat';

class Desk {
  private chat: StreamChat | null = null;

  async open(id: string, token: string) {
    this.chat ??= StreamChat.getInstance(process.env.NEXT_PUBLIC_DESK_KEY!);
    await this.chat.connectUser({ id }, token);
  }

  async close() {
    await this.chat?.disconnectUser();
  }
}

export const desk = new Desk();

const office = () => StreamChat.getInstance(process.env.NEXT_PUBLIC_DESK_KEY!, process.env.DESK_SECRET!);

export const ticketFor = (id: string) => office().createToken(id);
