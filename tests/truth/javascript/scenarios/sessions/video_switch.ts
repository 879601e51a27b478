import { StreamVideoClient } from '@stream-io/video-client';

const video = new StreamVideoClient('stage');

export async function takeStage(user: { id: string; token: string }) {
  void video.disconnectUser();
  await video.connectUser({ id: user.id }, user.token);
}

export async function leaveStage() {
  await video.disconnectUser();
}
