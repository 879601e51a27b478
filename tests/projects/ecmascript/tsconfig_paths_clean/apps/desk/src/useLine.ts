import { useEffect, useState } from 'react';
import type { StreamChat } from 'stream-chat';
import type { DeskUser } from '@chat';
import { openLine } from '@chat/agent-line';

export function useLine(user: DeskUser) {
  const [online, setOnline] = useState<StreamChat>();
  useEffect(() => {
    const { line, ready } = openLine(user);
    ready.then(() => setOnline(line));
    return () => {
      setOnline(undefined);
      ready.then(() => line.disconnectUser());
    };
  }, [user]);
  return online;
}
