import { StreamChat } from 'stream-chat';

const chat = new StreamChat('allotment', process.env.STREAM_SECRET);

export const tokenOf = (gardener: string) => chat.createToken(gardener);
