import { SocketTransport } from './transport';

export class StreamChat {
  transport: SocketTransport;

  constructor(readonly key: string) {
    this.transport = new SocketTransport(key);
  }

  connectUser(user: { id: string }, token: string) {
    return this.transport.begin(user.id, token);
  }

  disconnectUser() {
    return this.transport.finish();
  }
}
