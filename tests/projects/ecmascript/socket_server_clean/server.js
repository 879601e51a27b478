import { WebSocketServer } from 'ws';
import { greet } from './relay.js';

const server = new WebSocketServer({ port: 8081 });
server.on('connection', async (socket, request) => {
  const user = new URL(request.url, 'ws://relay').searchParams.get('user');
  socket.send(JSON.stringify({ token: await greet(user) }));
});
