import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

import { API_KEY } from './config';

/** A connected client of the user, or null while it connects. One client per run of the effect. */
export function useChatClient(userId: string, token: string): StreamChat | null {
  const [client, setClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    const chat = new StreamChat(API_KEY);
    let gone = false;
    const connected = chat.connectUser({ id: userId }, token);
    connected.then(
      () => {
        if (!gone) setClient(chat);
      },
      (error) => console.error('chat is not available', error),
    );

    return () => {
      gone = true;
      setClient(null);
      connected.then(() => chat.disconnectUser()).catch(() => undefined);
    };
  }, [userId, token]);

  return client;
}
