import { Injectable } from '@angular/core';
import { StreamChat } from 'stream-chat';

@Injectable({ providedIn: 'root' })
export class ChatService {
  private chat = StreamChat.getInstance('salon');

  async open(guest: { id: string }, token: string): Promise<void> {
    if (!this.chat.userID) {
      await this.chat.connectUser({ id: guest.id }, token);
    }
  }

  async close(): Promise<void> {
    await this.chat.disconnectUser();
  }
}
