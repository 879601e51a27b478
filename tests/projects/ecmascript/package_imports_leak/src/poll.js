import { openRadio } from '#dispatch/radio.js';

export function pollDriver(driver, report) {
  return setInterval(async () => {
    const { radio } = await openRadio(driver);
    report(radio.user?.unread_count);
  }, 30_000);
}
