import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { chatKey } from '../../config';

const client = StreamChat.getInstance(chatKey);

export function useInbox() {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const connected = client.connectUser({ id: 'mia' }, 'token').then(() => setReady(true));
    return () => {
      void connected.then(() => client.disconnectUser());
    };
  }, []);
  return ready;
}
