import { StreamChat } from 'stream-chat';
import { SECRET, KEY } from '$env/static/private';

const server = new StreamChat(KEY, SECRET);

export const load = ({ cookies }) => {
  const reader = cookies.get('reader')!;
  return { reader, token: server.createToken(reader) };
};
