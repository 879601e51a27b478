import { StreamChat } from 'stream-chat';
import type { Dispatch } from '../store';

export const enter = (visitor: { id: string }, token: string, room: string) => (dispatch: Dispatch) => {
  const client = new StreamChat(import.meta.env.VITE_CHAT_KEY);
  const connected = client.connectUser(visitor, token);
  connected.then(() => dispatch({ type: 'session/entered', room })).catch(() => dispatch({ type: 'session/left' }));
  return async () => {
    await connected.catch(() => undefined);
    await client.disconnectUser();
  };
};
