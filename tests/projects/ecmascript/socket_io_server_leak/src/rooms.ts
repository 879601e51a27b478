import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { sessionFor } from './sessions';

export function attach(http: HttpServer) {
  const io = new Server(http, { path: '/bids' });

  io.on('connection', async (socket) => {
    const session = await sessionFor(socket.handshake.auth.bidder);
    session.on('notification.message_new', (event) => socket.emit('outbid', event.message));
  });
}
