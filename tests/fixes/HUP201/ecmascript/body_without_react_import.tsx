import { StreamChat } from 'stream-chat';

export function Scores({ id, token, score }: { id: string; token: string; score: [number, number] }) {
  const chat = new StreamChat('k7x2');
  void chat.connectUser({ id }, token); // the referee

  return <h2>{score.join(' : ')}</h2>;
}
