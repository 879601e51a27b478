import { ChannelList, Chat, useCreateChatClient } from 'stream-chat-react';

import { API_KEY, fetchToken } from './config';

export function TeamInbox({ memberId, team }: { memberId: string; team: string }) {
  const client = useCreateChatClient({
    apiKey: API_KEY,
    userData: { id: memberId },
    tokenOrProvider: () => fetchToken(memberId),
  });

  if (!client) return <p>Connecting…</p>;

  return (
    <Chat client={client}>
      <ChannelList filters={{ team }} />
    </Chat>
  );
}
