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
      const opened = client.connectUser({ id: fan }, token);
      return () => {
        void opened.then(() => client.disconnectUser());
      };
    },
    getSnapshot: () => online,
  };
}
