import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { showRoom } from './rooms';

export function Fair({ hall, visitor, token }: { hall: string; visitor: string; token: string }) {
  const [chat, setChat] = useState<StreamChat | null>(null);

  useEffect(() => {
    const arrive = async () => {
      const client = StreamChat.getInstance('key');

      await client.connectUser({ id: visitor }, token);
      setChat(client);
    };

    if (!chat) {
      arrive();
    } else {
      showRoom(chat, hall);
    }
  }, [hall]);

  return <h1>{hall}</h1>;
}
