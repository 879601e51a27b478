import { StreamChat } from 'stream-chat';

export function scoreStore(fan: string, token: string) {
  let online = false;
  return {
    subscribe(notify: () => void) {
      const client = new StreamChat('scores');
      client.on('connection.changed', (event) => {
        online = event.online ?? false;
        notify();
      });
      void client.connectUser({ id: fan }, token); // expect: HUP101
      return () => {
        online = false;
      };
    },
    getSnapshot: () => online,
  };
}
