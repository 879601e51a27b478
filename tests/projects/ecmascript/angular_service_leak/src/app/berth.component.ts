import { Component, Input, OnInit } from '@angular/core';
import { ChatService } from './chat.service';

@Component({ selector: 'app-berth', template: '<p>{{ id }}</p>' })
export class BerthComponent implements OnInit {
  @Input() id = '';
  @Input() token = '';

  constructor(private readonly chat: ChatService) {}

  ngOnInit() {
    void this.chat.connect(this.id, this.token);
  }
}
