import { StreamVideoClient } from '@stream-io/video-client';

export class Seat {
  private video?: StreamVideoClient;

  async take(user: { id: string }, token: string) {
    this.video = new StreamVideoClient({ apiKey: 'poker' });
    await this.video.connectUser(user, token);
  }

  async give() {
    await this.video?.disconnectUser();
    this.video = undefined;
  }
}
