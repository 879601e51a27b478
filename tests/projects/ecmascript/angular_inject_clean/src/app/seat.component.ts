import { Component, DestroyRef, inject, Input, type OnInit } from '@angular/core';
import { pit } from './pit';

@Component({ selector: 'app-seat', standalone: true, template: '<video></video>' })
export class SeatComponent implements OnInit {
  private readonly destroyRef = inject(DestroyRef);
  @Input({ required: true }) id!: string;
  @Input({ required: true }) token!: string;

  ngOnInit() {
    const client = pit(this.id, this.token);
    this.destroyRef.onDestroy(() => void client.disconnectUser());
  }
}
