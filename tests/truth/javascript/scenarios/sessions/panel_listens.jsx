import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('panels');

export function Board({ user, token }) {
  const [open, setOpen] = useState(true);

  useEffect(() => {
    const ready = client.connectUser({ id: user.id }, token);
    return () => {
      ready.then(() => client.disconnectUser());
    };
  }, []);

  return (
    <main>
      {open && <Unread />}
      <button onClick={() => setOpen(!open)}>Toggle</button>
    </main>
  );
}

function Unread() {
  const [count, setCount] = useState(0);

  useEffect(() => {
    const listener = client.on('message.new', () => setCount((n) => n + 1));
    return () => listener.unsubscribe();
  }, []);

  return <output>{count}</output>;
}
