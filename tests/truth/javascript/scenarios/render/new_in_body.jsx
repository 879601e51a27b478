import { StreamChat } from 'stream-chat';

export function Ticket({ user, token }) {
  const client = new StreamChat('tickets'); // expect: HUP401
  client.connectUser({ id: user.id, name: user.name }, token); // expect: HUP201
  return <p>{user.name}</p>;
}
