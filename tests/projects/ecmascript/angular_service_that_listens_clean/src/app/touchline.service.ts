import { Injectable } from '@angular/core';
import { BehaviorSubject, Observable } from 'rxjs';
import { ChatClientService } from 'stream-chat-angular';
import { LicenceService, Official } from './licence.service';

@Injectable({ providedIn: 'root' })
export class TouchlineService {
  private readonly onAir$ = new BehaviorSubject(false);

  constructor(
    private readonly licences: LicenceService,
    private readonly chat: ChatClientService,
  ) {
    this.licences.official().subscribe(async (official: Official | null) => {
      if (official) {
        await this.chat.init('touchline', official.licence, official.pass);
        this.onAir$.next(true);
      } else if (this.chat.chatClient) {
        await this.chat.disconnectUser();
        this.onAir$.next(false);
      }
    });
  }

  isOnAir(): Observable<boolean> {
    return this.onAir$.asObservable();
  }
}
