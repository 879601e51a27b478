import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

interface Props {
  currentUser: { id: string };
  token: string;
}

export const Messenger = ({ currentUser, token }: Props) => {
  const [ready, setReady] = useState(false);

  useEffect(() => {
    const client = StreamChat.getInstance('f8wwud5et5jd');
    const initChat = async () => {
      await client.connectUser({ id: currentUser.id }, token); // expect: HUP104
      setReady(true);
    };
    initChat();
    return () => {
      client.disconnectUser();
    };
  }, []);

  return <main>{ready ? 'ready' : 'connecting'}</main>;
};
