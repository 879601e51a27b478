import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export default (pilot) => {
  const radio = useRef(null);
  useEffect(() => {
    radio.current = new StreamChat('key');
    radio.current.connectUser({ id: pilot.id }, pilot.token); // expect: HUP101
  }, [pilot.id]);
  return { talk: () => radio.current.channel('messaging', 'tower').sendMessage({ text: 'Hello' }) };
};
