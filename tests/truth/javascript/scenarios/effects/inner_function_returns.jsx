import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export default function ClassRoom({ student, token }) {
  const [client, setClient] = useState(null);

  useEffect(() => {
    const init = async () => {
      const chat = new StreamChat('class-room');
      await chat.connectUser({ id: student }, token); // expect: HUP103
      setClient(chat);

      return () => chat.disconnectUser();
    };

    init();
  }, [student, token]);

  return <p>{client ? 'here' : 'late'}</p>;
}
