import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { Chat } from 'stream-chat-react';

const client = StreamChat.getInstance('lp4w7k2zv9xr');

export function Page({ user, token }) {
  const [tab, setTab] = useState('all');
  useEffect(() => {
    const ready = client.connectUser({ id: user.id }, token);
    return () => {
      ready.then(() => client.disconnectUser());
    };
  }, []);
  return <Chat client={client}>{tab === 'new' ? <New /> : <button onClick={() => setTab('new')}>New</button>}</Chat>;
}

function New() {
  const [count, setCount] = useState(0);
  useEffect(() => {
    client.getUnreadCount().then((result) => setCount(result.total_unread_count));
    return async () => {
      await client.disconnectUser();
    };
  }, []);
  return <output>{count}</output>;
}
