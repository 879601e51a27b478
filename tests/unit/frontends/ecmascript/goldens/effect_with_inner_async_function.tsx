"use client";
import { useEffect, useState } from "react";
import { StreamChat } from "stream-chat";

export function App({ currentUser, token }: { currentUser: User; token: string }) {
  const [client, setClient] = useState<StreamChat | null>(null);
  useEffect(() => {
    const initChat = async () => {
      const client = StreamChat.getInstance("key");
      await client.connectUser({ id: currentUser.id }, token);
      setClient(client);
    };
    if (currentUser) initChat();
    return () => { client?.disconnectUser(); };
  }, [currentUser]);
  return <Chat client={client} />;
}
