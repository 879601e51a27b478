import { Component, Input, type OnInit } from '@angular/core';
import type { StreamVideoClient } from '@stream-io/video-client';
import { pit } from './pit';

@Component({ selector: 'app-seat', standalone: true, template: '<video></video>' })
export class SeatComponent implements OnInit {
  @Input({ required: true }) id!: string;
  @Input({ required: true }) token!: string;
  client?: StreamVideoClient;

  ngOnInit() {
    this.client = pit(this.id, this.token);
  }
}
