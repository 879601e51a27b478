import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('watching');

export function Desk({ user, token }) {
  const [ready, setReady] = useState(false);
  const [open, setOpen] = useState(true);

  useEffect(() => {
    const joined = client.connectUser({ id: user.id }, token).then(() => setReady(true));
    return () => {
      joined.then(() => client.disconnectUser());
    };
  }, []);

  return (
    <main>
      {ready && open && <Room />}
      <button onClick={() => setOpen(!open)}>Toggle</button>
    </main>
  );
}

function Room() {
  useEffect(() => {
    const channel = client.channel('messaging', 'desk');
    const watching = channel.watch();
    return () => {
      watching.then(() => channel.stopWatching());
    };
  }, []);
  return <p>room</p>;
}
