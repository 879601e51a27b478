import {
  StreamChat,
  type OwnUserResponse,
} from 'stream-chat';
import { useChatContext, useCreateChatClient } from 'stream-chat-react';

const hotlineKey = 'r6c0a4s19';

// the client of the hotline, once it is connected
export const useHotline = (agent: OwnUserResponse, token: string): StreamChat | null => {
  const hotline = useCreateChatClient({
    apiKey: hotlineKey,
    tokenOrProvider: token,
    userData: {
      id: agent.id as string,
      role: 'agent',
      name: `${agent.name} (hotline, weekdays from nine to five)`,
    },
  }); // none at first
  const { theme } = useChatContext();

  return theme ? hotline : null;
};
