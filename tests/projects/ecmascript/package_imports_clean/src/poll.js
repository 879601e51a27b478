import { openRadio } from '#dispatch/radio.js';

export function pollDriver(driver, report) {
  return setInterval(async () => {
    const { radio, hangUp } = await openRadio(driver);
    try {
      report(radio.user?.unread_count);
    } finally {
      await hangUp();
    }
  }, 30_000);
}
