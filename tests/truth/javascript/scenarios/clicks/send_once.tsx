import { StreamChat } from 'stream-chat';

export function Poke({ user, token }: { user: { id: string }; token: string }) {
  const poke = async () => {
    const client = new StreamChat('poke');  // expect: HUP402
    await client.connectUser(user, token);
    try {
      await client.channel('messaging', 'pokes').sendMessage({ text: 'poke' });
    } finally {
      await client.disconnectUser();
    }
  };

  return <button onClick={poke}>Poke</button>;
}
