import { Component, OnInit } from '@angular/core';
import { ChatClientService } from 'stream-chat-angular';
import { TouchlineService } from './touchline.service';

@Component({ selector: 'app-referee', template: '<p>{{ whistle }}</p>' })
export class RefereeComponent implements OnInit {
  whistle = '';

  constructor(
    private readonly chat: ChatClientService,
    private readonly touchline: TouchlineService,
  ) {}

  ngOnInit(): void {
    this.touchline.isOnAir().subscribe((onAir: boolean) => {
      if (!onAir) return;
      void this.chat.chatClient.channel('messaging', 'referees').watch();
      this.whistle = 'on air';
    });
  }
}
