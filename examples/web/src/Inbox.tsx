import { useCallback } from 'react';
import { ChannelList, Chat, useCreateChatClient } from 'stream-chat-react';

import { API_KEY, fetchToken } from './config';

export function Inbox({ memberId }: { memberId: string }) {
  const tokenProvider = useCallback(() => fetchToken(memberId), [memberId]);

  const client = useCreateChatClient({
    apiKey: API_KEY,
    userData: { id: memberId },
    tokenOrProvider: tokenProvider,
  });

  if (!client) return <p>Connecting…</p>;

  return (
    <Chat client={client}>
      <ChannelList filters={{ members: { $in: [memberId] } }} />
    </Chat>
  );
}
