'use client';

import { use, useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { ChannelList, Chat } from 'stream-chat-react';

type Credentials = { userId: string; token: string };

export default function TeamPage({ params }: { params: Promise<{ team: string }> }) {
  const { team } = use(params);
  const [credentials, setCredentials] = useState<Credentials | null>(null);
  const [client, setClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    const request = new AbortController();
    fetch(`/api/members?team=${team}`, { method: 'POST', signal: request.signal })
      .then((response) => (response.ok ? response.json() : null))
      .then(setCredentials)
      .catch(() => undefined);
    return () => request.abort();
  }, [team]);

  useEffect(() => {
    if (!credentials) return;
    const chat = new StreamChat(process.env.NEXT_PUBLIC_STREAM_KEY!);
    let gone = false;
    const connected = chat.connectUser({ id: credentials.userId }, credentials.token);
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
  }, [credentials]);

  if (!client) return <p>Connecting…</p>;

  return (
    <Chat client={client}>
      <ChannelList filters={{ team }} />
    </Chat>
  );
}
