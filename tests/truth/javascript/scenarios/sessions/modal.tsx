import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export const chat = StreamChat.getInstance('modal');

export function Page({ user, token }: { user: { id: string }; token: string }) {
  const [shown, setShown] = useState(true);

  useEffect(() => {
    const joined = chat.connectUser({ id: user.id }, token);
    return () => {
      joined.then(() => chat.disconnectUser());
    };
  }, []);

  return (
    <>
      {shown ? <Preview /> : null}
      <button onClick={() => setShown((was) => !was)}>Toggle</button>
    </>
  );
}

function Preview() {
  useEffect(
    () => () => {
      chat.closeConnection(); // expect: HUP503
    },
    [],
  );
  return <dialog>preview</dialog>;
}
