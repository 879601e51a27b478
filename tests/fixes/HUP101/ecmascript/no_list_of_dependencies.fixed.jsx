import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export default function Live({ viewer, token }) {
  const seen = useRef(0);
  useEffect(() => {
    const chat = new StreamChat('k7x2');
    const connecting = chat.connectUser({ id: viewer.id, name: viewer.name }, token);
    seen.current += 1;

    return () => {
      connecting.then(() => chat.disconnectUser());
    };
  }, [viewer.id, viewer.name, token]);
  return null;
}
