import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Lobby(props: { userId: string; token: string }) {
  const [chat, setChat] = useState<StreamChat>();

  useEffect(() => {
    const chat = new StreamChat('lobby-key');
    chat.connectUser({ id: props.userId }, props.token).then(() => setChat(chat)); // expect: HUP104
    return () => void chat.disconnectUser();
  }, [props.userId, props.token]);

  return <output>{chat?.userID}</output>;
}
