import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Radar({ user, token }: { user: { id: string }; token: string }) {
  useEffect(() => {
    let client: StreamChat;
    let timer: ReturnType<typeof setTimeout>;
    const renew = () => {
      client = new StreamChat('radar');  // expect: HUP402
      client.connectUser(user, token); // expect: HUP203
      timer = setTimeout(renew, 60_000);
    };
    renew();
    return () => {
      clearTimeout(timer);
      client.disconnectUser();
    };
  }, []);

  return <p>{user.id}</p>;
}
