import { StreamVideoClient } from '@stream-io/video-react-sdk';

export async function enterRoom(apiKey: string, user: { id: string }, token: string, room: string) {
  const video = new StreamVideoClient({ apiKey });
  await video.connectUser(user, token);
  const call = video.call('default', room);
  return { call, exit: () => video.disconnectUser() };
}
