import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('floor-plan');

export function FloorPlan({ user, token }) {
  chat.connectUser({ id: user.id }, token); // expect: HUP201
  return <p>{user.name}</p>;
}
