import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

type Me = { id: string };

function Talk({ me, token }: { me: Me; token: string }) {
  useEffect(() => {
    const client = StreamChat.getInstance('siblings');
    const ready = client.connectUser({ id: me.id }, token);
    return () => {
      ready.then(() => client.disconnectUser()); // expect: HUP503
    };
  }, []);
  return <section>Talk</section>;
}

function People({ me, token }: { me: Me; token: string }) {
  useEffect(() => {
    const client = StreamChat.getInstance('siblings');
    const ready = client.connectUser({ id: me.id }, token);
    return () => {
      ready.then(() => client.disconnectUser()); // expect: HUP503
    };
  }, []);
  return <aside>People</aside>;
}

export function TeamPage({ user, token }: { user: Me; token: string }) {
  const [people, setPeople] = useState(true);
  return (
    <main>
      <Talk me={user} token={token} />
      {people && <People me={user} token={token} />}
      <button onClick={() => setPeople(!people)}>Toggle</button>
    </main>
  );
}
