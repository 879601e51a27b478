import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export const usePresence = (userId: string, token: string) => {
  const client = useRef<StreamChat>();

  useEffect(() => {
    client.current = new StreamChat('presence-key');
    client.current.connectUser({ id: userId }, token); // expect: HUP101
  }, [userId, token]);

  return client;
};

export default function Hallway({ user, token }: { user: { id: string }; token: string }) {
  usePresence(user.id, token);
  return <p>{user.id}</p>;
}
