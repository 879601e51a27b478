import { StreamVideoClient } from '@stream-io/video-client';

export function Lecture({ user, token }) {
  const client = new StreamVideoClient({ apiKey: 'lecture', user: { id: user.id }, token }); // expect: HUP401, HUP201
  return <p>{client ? user.name : ''}</p>;
}
