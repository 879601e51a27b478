import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function School({ pupil }: { pupil: { id: string } }) {
  const [online, setOnline] = useState(false);

  useEffect(() => {
    const client = new StreamChat('school');
    const start = async () => {
      const response = await fetch(`/api/token?user=${pupil.id}`);
      const { token } = await response.json();
      await client.connectUser({ id: pupil.id }, token); // expect: HUP104
      setOnline(true);
    };
    start();
    return () => {
      client.disconnectUser();
    };
  }, [pupil.id]);

  return <p>{online ? 'in' : 'out'}</p>;
}
