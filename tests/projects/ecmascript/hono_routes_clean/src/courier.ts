import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('parcels', process.env.STREAM_SECRET);

export const courierToken = (courier: string) => client.createToken(courier, Math.floor(Date.now() / 1000) + 3600);
