import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

const KEY = 'clinic';

export function Clinic({ patient, token }) {
  useEffect(() => {
    const client = new StreamChat(KEY);
    client.connectUser({ id: patient.id }, token); // expect: HUP103
    return () => {
      new StreamChat(KEY).disconnectUser();
    };
  }, [patient.id]);

  return <p>{patient.name}</p>;
}
