import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('switch');

export function Accounts({ user, token, other, otherToken }: Record<string, any>) {
  const use = async (id: string, secret: string) => {
    await client.disconnectUser();
    await client.connectUser({ id }, secret);
  };

  useEffect(
    () => () => {
      client.disconnectUser();
    },
    [],
  );

  return (
    <>
      <button onClick={() => use(user.id, token)}>First</button>
      <button onClick={() => use(other.id, otherToken)}>Second</button>
    </>
  );
}
