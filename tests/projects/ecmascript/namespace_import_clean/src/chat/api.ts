import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('lottery');

export const open = (id: string, token: string) => client.connectUser({ id }, token);
export const close = () => client.disconnectUser();
export default { open, close };
