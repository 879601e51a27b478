import { Component, inject } from '@angular/core';
import { LiveService } from './live.service';

@Component({ selector: 'app-account', template: '<button (click)="signOut()">Sign out</button>' })
export class AccountComponent {
  private readonly live = inject(LiveService);

  signOut() {
    return this.live.close();
  }
}
