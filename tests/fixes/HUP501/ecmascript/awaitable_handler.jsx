import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('k7x2');

export const Switch = ({ next, token }) => (
  <button onClick={async () => { chat.disconnectUser(); await chat.connectUser(next, token); }}>Switch</button>
);
