import { StreamChat } from 'stream-chat';

export const Mark = ({ user, token }) => (
  <button
    onClick={async () => {
      const chat = new StreamChat('k7x2');
      await chat.connectUser(user, token);
      try {
        await chat.markAllRead();
      } finally {
        await chat.disconnectUser();
      }
    }}
  >
    Read
  </button>
);
