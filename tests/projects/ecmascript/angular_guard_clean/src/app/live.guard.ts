import { inject } from '@angular/core';
import type { CanActivateFn } from '@angular/router';
import { LiveService } from './live.service';

export const liveGuard: CanActivateFn = async (route) => {
  const live = inject(LiveService);
  await live.open(route.params['id'], route.queryParams['token']);
  return true;
};
