import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('lottery');

export const open = (id: string, token: string) => client.connectUser({ id }, token); // expect: HUP104
export const close = () => client.disconnectUser(); // expect: HUP501
export default { open, close };
