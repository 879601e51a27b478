import { WebSocketServer } from 'ws';
import { openRelay } from './relay.js';

const server = new WebSocketServer({ port: 8081 });
server.on('connection', async (socket, request) => {
  const relay = await openRelay(new URL(request.url, 'ws://relay').searchParams.get('user'));
  relay.on('message.new', (event) => socket.send(JSON.stringify(event)));
});
