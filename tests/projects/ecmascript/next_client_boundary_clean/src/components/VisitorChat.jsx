'use client';

import { useEffect, useState } from 'react';
import { Chat } from 'stream-chat-react';
import { connectVisitor } from '@/lib/connect';

export default function VisitorChat({ visitor }) {
  const [client, setClient] = useState(null);
  useEffect(() => {
    const connected = connectVisitor(visitor);
    connected.then(setClient);
    return () => {
      setClient(null);
      connected.then((opened) => opened.disconnectUser());
    };
  }, [visitor.id]);
  return client && <Chat client={client} />;
}
