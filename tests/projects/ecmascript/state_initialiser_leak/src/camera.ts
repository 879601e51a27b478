import { StreamVideoClient } from '@stream-io/video-react-sdk';

export function camera(grower: string, token: string) {
  return new StreamVideoClient({ apiKey: 'greenhouse', user: { id: grower }, token }); // expect: HUP201
}
