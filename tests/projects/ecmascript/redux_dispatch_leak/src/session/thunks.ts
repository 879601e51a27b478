import { StreamChat } from 'stream-chat';
import type { Dispatch } from '../store';

export const enter =
  (visitor: { id: string }, token: string, room: string) => async (dispatch: Dispatch) => {
    const client = new StreamChat(import.meta.env.VITE_CHAT_KEY);
    await client.connectUser(visitor, token); // expect: HUP101
    await client.channel('livestream', room).watch();
    dispatch({ type: 'session/entered', room });
  };
