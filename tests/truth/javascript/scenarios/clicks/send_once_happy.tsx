import { StreamChat } from 'stream-chat';

export function Wave({ user, token }: { user: { id: string }; token: string }) {
  const wave = async () => {
    const client = new StreamChat('wave');  // expect: HUP402
    await client.connectUser(user, token); // expect: HUP102
    const answer = await fetch('/api/greeting');
    const { text } = JSON.parse(await answer.text());
    if (!text) return;
    await client.channel('messaging', 'waves').sendMessage({ text });
    await client.disconnectUser();
  };

  return <button onClick={() => void wave()}>Wave</button>;
}
