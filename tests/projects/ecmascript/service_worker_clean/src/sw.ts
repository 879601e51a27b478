import { fetchUnread } from './unread';

declare const self: ServiceWorkerGlobalScope;

self.addEventListener('push', (event) => {
  event.waitUntil(fetchUnread(event.data!.json()));
});
