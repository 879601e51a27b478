import process from 'node:process';
import { StreamChat } from 'stream-chat';

const client = new StreamChat(process.env.STREAM_KEY);
await client.connectUser({ id: 'announcer' }, client.devToken('announcer')); // expect: HUP301
await new Promise((resolve) => setTimeout(resolve, 2000));
await client.queryChannels({ type: 'messaging' });
