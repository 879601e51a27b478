import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('k7x2');

export default function Provider({ user, token, children }) {
  useEffect(() => {
    client.connectUser(user, token);
    return () => {
      client.disconnectUser();
    };
  }, []);

  return children;
}
