import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { StreamChat } from 'stream-chat';

const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
  const id = request.headers['x-user'] as string;
  const client = new StreamChat(process.env.STREAM_KEY!); // expect: HUP402
  await client.connectUser({ id }, client.devToken(id)); // expect: HUP301
  await client.queryChannels({ members: { $in: [id] } });
  response.end('ok');
});

server.listen(Number(process.env.PORT));
