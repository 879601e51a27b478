import { StreamChat } from 'stream-chat';

export class Line {
  private static current: Line;

  readonly client: StreamChat;

  readonly ready: Promise<unknown>;

  private constructor(seat: string, token: string) {
    this.client = new StreamChat('k8v2m4qz7rxw');
    this.ready = this.client.connectUser({ id: seat }, token);
  }

  static open(seat: string, token: string): Line {
    if (!Line.current) {
      Line.current = new Line(seat, token);
    }
    return Line.current;
  }
}
