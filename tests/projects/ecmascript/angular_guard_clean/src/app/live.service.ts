import { Injectable } from '@angular/core';
import { StreamChat } from 'stream-chat';

@Injectable({ providedIn: 'root' })
export class LiveService {
  private client?: StreamChat;

  async open(id: string, token: string) {
    await this.close();
    this.client = new StreamChat('ledger');
    await this.client.connectUser({ id }, token);
  }

  async close() {
    await this.client?.disconnectUser();
    this.client = undefined;
  }
}
