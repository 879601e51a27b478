import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Team({ members, tokens }) {
  useEffect(() => {
    members.forEach((member, index) => {
      const client = new StreamChat('team'); // expect: HUP402
      client.connectUser({ id: member }, tokens[index]); // expect: HUP203
    });
  }, []);

  return <ul>{members.map((member) => <li key={member}>{member}</li>)}</ul>;
}
