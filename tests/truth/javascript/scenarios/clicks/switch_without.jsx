import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('switch-without');

export function Desks({ user, token, other, otherToken }) {
  useEffect(() => {
    const first = client.connectUser({ id: user.id }, token);
    return () => {
      first.then(() => client.disconnectUser());
    };
  }, []);

  return <button onClick={() => client.connectUser({ id: other.id }, otherToken)}>Second</button>; // expect: HUP105
}
