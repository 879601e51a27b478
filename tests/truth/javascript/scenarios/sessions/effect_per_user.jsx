import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('per-user');

export function Desk({ agent, token }) {
  useEffect(() => {
    chat.connectUser({ id: agent.id }, token); // expect: HUP104
    return () => {
      chat.disconnectUser(); // expect: HUP501
    };
  }, [agent.id, token]);

  return <p>{agent.name}</p>;
}
