import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

const apiKey = process.env.NEXT_PUBLIC_STREAM_KEY!;

export function StreamProvider({ user, token, children }: { user: { id: string }; token: string; children?: React.ReactNode }) {
  const [chatClient, setChatClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    const client = StreamChat.getInstance(apiKey);
    client // expect: HUP103
      .connectUser({ id: user.id }, token)
      .then(() => setChatClient(client))
      .catch((error) => console.error(error));

    return () => {
      chatClient?.disconnectUser();
    };
  }, []);

  return chatClient ? <>{children}</> : null;
}
