import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export function Kiosk({ user, token }) {
  const session = useRef(null);
  const opening = useRef(Promise.resolve());

  const dial = () => {
    opening.current = opening.current.then(async () => {
      await session.current?.disconnectUser();
      session.current = new StreamChat('kiosk');  // expect: HUP402
      await session.current.connectUser({ id: user.id }, token);
    });
  };

  useEffect(
    () => () => {
      opening.current.then(() => session.current?.disconnectUser());
    },
    [],
  );

  return <button onClick={dial}>Dial</button>;
}
