import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { admit } from './sessions';

export function attach(http: HttpServer) {
  const io = new Server(http, { path: '/bids' });

  io.on('connection', async (socket) => {
    socket.emit('admitted', await admit(socket.handshake.auth.bidder));
  });
}
