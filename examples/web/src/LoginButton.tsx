import { useState } from 'react';
import { StreamChat } from 'stream-chat';

import { API_KEY, fetchToken } from './config';

export function LoginButton({ userId }: { userId: string }) {
  const [unread, setUnread] = useState<number | null>(null);

  const handleClick = async () => {
    const client = StreamChat.getInstance(API_KEY);
    const connection = await client.connectUser({ id: userId }, await fetchToken(userId));
    setUnread(connection?.me?.total_unread_count ?? 0);
  };

  return (
    <button type="button" onClick={handleClick}>
      {unread === null ? 'Open chat' : `${unread} unread`}
    </button>
  );
}
