import { Component, Input, OnDestroy, OnInit } from '@angular/core';
import { ChatService } from './chat.service';

@Component({ selector: 'app-berth', template: '<p>{{ id }}</p>' })
export class BerthComponent implements OnInit, OnDestroy {
  @Input() id = '';
  @Input() token = '';
  private connected: Promise<void> = Promise.resolve();

  constructor(private readonly chat: ChatService) {}

  ngOnInit() {
    this.connected = this.chat.connect(this.id, this.token);
  }

  ngOnDestroy() {
    void this.connected.then(() => this.chat.disconnect());
  }
}
