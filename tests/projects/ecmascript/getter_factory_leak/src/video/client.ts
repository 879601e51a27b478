import { StreamVideoClient, type User } from '@stream-io/video-react-sdk';

export function createVideo(user: User, token: string) {
  return new StreamVideoClient({ apiKey: 'yoga', user, token }); // expect: HUP101
}
