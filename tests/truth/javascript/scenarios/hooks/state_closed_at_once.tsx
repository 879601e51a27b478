import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import type { ChatProps } from 'stream-chat-react';

export function Checkout({ shopper, token }: { shopper: { id: string }; token: string } & Partial<ChatProps>) {
  const [chat, setChat] = useState<StreamChat | null>(null);

  useEffect(() => {
    const client = new StreamChat('checkout');

    const open = async () => {
      await client.connectUser({ id: shopper.id }, token); // expect: HUP104
      setChat(client);
    };

    open();

    return () => {
      setChat(null);
      client.disconnectUser();
    };
  }, [shopper.id, token]);

  return chat && <p>{chat.userID}</p>;
}
