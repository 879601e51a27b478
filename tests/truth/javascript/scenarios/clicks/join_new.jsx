import { StreamChat } from 'stream-chat';

export function JoinButton({ user, token }) {
  const join = async () => {
    const client = new StreamChat('join');  // expect: HUP402
    await client.connectUser({ id: user.id }, token); // expect: HUP204
  };

  return <button onClick={join}>Join</button>;
}
