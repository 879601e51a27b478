import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

type Me = { id: string; token: string };

function Talk({ me }: { me: Me }) {
  useEffect(() => {
    const client = StreamChat.getInstance('st1k9w3zv7xt');
    const ready = client.connectUser({ id: me.id }, me.token);
    return () => {
      void ready.then(() => client.disconnectUser());
    };
  }, []);
  return <section>Talk</section>;
}

function People({ me }: { me: Me }) {
  useEffect(() => {
    const client = StreamChat.getInstance('st1k9w3zv7xt');
    const ready = client.connectUser({ id: me.id }, me.token);
    return () => {
      void ready.then(() => client.disconnectUser());
    };
  }, []);
  return <aside>People</aside>;
}

export const Team = ({ me, all }: { me: Me; all: boolean }) => <main><Talk me={me} />{all && <People me={me} />}</main>;
