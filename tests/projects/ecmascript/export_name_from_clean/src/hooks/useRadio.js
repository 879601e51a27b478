import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export default (pilot) => {
  const radio = useRef(null);
  useEffect(() => {
    const opened = new StreamChat('key');
    radio.current = opened;
    const connected = opened.connectUser({ id: pilot.id }, pilot.token);
    return () => {
      connected.then(() => opened.disconnectUser());
    };
  }, [pilot.id]);
  return { talk: () => radio.current.channel('messaging', 'tower').sendMessage({ text: 'Hello' }) };
};
