import {
  useEffect,
  useState,
} from 'react';
import {
  StreamChat,
  type OwnUserResponse,
} from 'stream-chat';
import { useChatContext } from 'stream-chat-react';

const hotlineKey = 'r6c0a4s19';

// the client of the hotline, once it is connected
export const useHotline = (agent: OwnUserResponse, token: string): StreamChat | null => {
  const [hotline, setHotline] = useState<StreamChat | null>(null); // none at first
  const { theme } = useChatContext();

  useEffect(() => {
    const client = new StreamChat(hotlineKey);
    void (async () => {
      await client.connectUser(
        {
          id: agent.id as string,
          role: 'agent',
          name: `${agent.name} (hotline, weekdays from nine to five)`,
        },
        token,
      );
      setHotline(client);
    })();

    return () => {
      setHotline(null);
      void client.disconnectUser();
    };
  }, [agent, token]);

  return theme ? hotline : null;
};
