import { StreamChat } from 'stream-chat';

export const Mark = ({ user, token }) => (
  <button
    onClick={async () => {
      const chat = new StreamChat('k7x2');
      await chat.connectUser(user, token);
      await chat.markAllRead();
    }}
  >
    Read
  </button>
);
