import { Component, inject, input, OnInit, signal } from '@angular/core';
import { TelegraphService } from './telegraph.service';

@Component({
  selector: 'app-signal-box',
  providers: [TelegraphService],
  template: `@if (manned()) { <p>{{ signaller() }}</p> }`,
})
export class SignalBoxComponent implements OnInit {
  signaller = input.required<string>();
  ticket = input.required<string>();
  manned = signal(false);
  private readonly telegraph = inject(TelegraphService);

  async ngOnInit() {
    await this.telegraph.open(this.signaller(), this.ticket());
    this.manned.set(true);
  }
}
