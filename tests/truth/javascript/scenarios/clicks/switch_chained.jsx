import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('switch-chained');

export function Profiles({ user, token, other, otherToken }) {
  const open = (id, secret) => client.disconnectUser().then(() => client.connectUser({ id }, secret));

  useEffect(() => () => void client.disconnectUser(), []);

  return (
    <nav>
      <button onClick={() => open(user.id, token)}>First</button>
      <button onClick={() => open(other.id, otherToken)}>Second</button>
    </nav>
  );
}
