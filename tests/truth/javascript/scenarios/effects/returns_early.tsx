import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

type Props = { user: { id: string; name: string }; token: string; embedded?: boolean };

export function Garage({ user, token, embedded = true }: Props) {
  useEffect(() => {
    const chat = new StreamChat('garage');
    const connecting = chat.connectUser(user, token); // expect: HUP102
    if (embedded) {
      document.title = user.name;
      return;
    }
    return () => {
      connecting.then(() => chat.disconnectUser());
    };
  }, [user.id]);

  return <h1>Garage</h1>;
}
