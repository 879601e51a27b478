import { Injectable, OnDestroy } from '@angular/core';
import { StreamChat } from 'stream-chat';

@Injectable()
export class TelegraphService implements OnDestroy {
  private readonly wire = new StreamChat('railway');
  private opening?: Promise<unknown>;

  open(id: string, ticket: string) {
    this.opening = this.wire.connectUser({ id }, ticket);
    return this.opening;
  }

  async ngOnDestroy() {
    await this.opening;
    await this.wire.disconnectUser();
  }
}
