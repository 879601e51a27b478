export class SocketTransport {
  private socket?: WebSocket;

  constructor(readonly key: string) {}

  begin(id: string, token: string) {
    this.socket = new WebSocket(`wss://chat.example/${this.key}?user=${id}&token=${token}`);
    return Promise.resolve();
  }

  finish() {
    this.socket?.close();
    return Promise.resolve();
  }
}
