import { StreamVideoClient } from '@stream-io/video-client';

export const pit = (id: string, token: string) =>
  new StreamVideoClient({ apiKey: 'orchestra', user: { id }, token });
