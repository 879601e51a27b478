import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('join-shared');

export function JoinButton({ user, token }) {
  return (
    <button
      onClick={async () => {
        await client.connectUser({ id: user.id }, token); // expect: HUP204
      }}
    >
      Join
    </button>
  );
}
