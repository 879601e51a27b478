import { Injectable } from '@angular/core';
import { BehaviorSubject, Observable } from 'rxjs';

export interface Official {
  licence: string;
  pass: string;
}

@Injectable({ providedIn: 'root' })
export class LicenceService {
  private readonly official$ = new BehaviorSubject<Official | null>(null);

  official(): Observable<Official | null> {
    return this.official$.asObservable();
  }
}
