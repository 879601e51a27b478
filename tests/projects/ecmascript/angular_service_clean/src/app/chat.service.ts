import { Injectable } from '@angular/core';
import { StreamChat } from 'stream-chat';

@Injectable({ providedIn: 'root' })
export class ChatService {
  private readonly client = StreamChat.getInstance('harbour');

  async connect(id: string, token: string) {
    await this.client.connectUser({ id }, token);
  }

  async disconnect() {
    await this.client.disconnectUser();
  }
}
