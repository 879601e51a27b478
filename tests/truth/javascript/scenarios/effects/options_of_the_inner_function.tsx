import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Settings({ user, token }: { user: { id: string }; token: string }) {
  const [client, setClient] = useState<StreamChat>();

  useEffect(() => {
    const open = async () => {
      try {
        const options = { timeout: 4000 };
        const chat = new StreamChat('settings-key', options);
        await chat.connectUser(user, token); // expect: HUP101
        setClient(chat);
      } catch (error) {
        console.error(error);
      }
    };

    void open();
  }, [user, token]);

  return <p>{client?.userID}</p>;
}
