import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Squad({ members, tokens }) {
  useEffect(() => {
    const sessions = members.map((member, index) => {
      const client = new StreamChat('squad'); // expect: HUP402
      return { client, ready: client.connectUser({ id: member }, tokens[index]) }; // spurious: HUP104 the clean-up of each element is chained on its own connect
    });
    return () => {
      sessions.forEach(({ client, ready }) => ready.then(() => client.disconnectUser()));
    };
  }, []);

  return <ul>{members.map((member) => <li key={member}>{member}</li>)}</ul>;
}
