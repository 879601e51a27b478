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
        await this.chat.init('touchline', official.licence, official.pass); // expect: HUP204
      }
      this.onAir$.next(official !== null);
    });
  }

  isOnAir(): Observable<boolean> {
    return this.onAir$.asObservable();
  }
}
