import { Injectable, OnDestroy } from '@angular/core';
import { StreamChat } from 'stream-chat';

@Injectable()
export class TelegraphService implements OnDestroy {
  private readonly wire = new StreamChat('railway');
  private readonly bells = this.wire.on('message.new', () => undefined);

  open(id: string, ticket: string) {
    return this.wire.connectUser({ id }, ticket); // expect: HUP101
  }

  ngOnDestroy() {
    this.bells.unsubscribe();
  }
}
