import { Injectable } from '@angular/core';
import { StreamChat } from 'stream-chat';

@Injectable({ providedIn: 'root' })
export class LiveService {
  client?: StreamChat;

  async open(id: string, token: string) {
    this.client = new StreamChat('ledger');
    await this.client.connectUser({ id }, token); // expect: HUP105
  }

  async close() {
    await this.client?.disconnectUser();
  }
}
