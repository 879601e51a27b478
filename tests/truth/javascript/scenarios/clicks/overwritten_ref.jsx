import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export function Booth({ user, token }) {
  const session = useRef(null);

  const dial = () => {
    session.current = new StreamChat('booth');  // expect: HUP402
    session.current.connectUser({ id: user.id }, token); // expect: HUP105
  };

  useEffect(() => () => session.current?.disconnectUser(), []);

  return <button onClick={dial}>Dial</button>;
}
