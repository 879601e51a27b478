import { StreamChat } from 'stream-chat';

export function admit(nurse, token) {
  const client = StreamChat.getInstance('surgery');
  return client.connectUser({ id: nurse }, token);
}

export const discharge = () => StreamChat.getInstance('surgery').disconnectUser();
