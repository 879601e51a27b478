import { StreamVideoClient } from '@stream-io/video-client';

export function JoinCall({ user, token }) {
  const join = () => {
    new StreamVideoClient({ apiKey: 'join', user: { id: user.id }, token }); // expect: HUP204, HUP402
  };
  return <button onClick={join}>Join</button>;
}
