import { StreamVideoClient } from '@stream-io/video-react-sdk';

export interface Member {
  id: string;
  token: string;
}

export function openSession(member: Member): StreamVideoClient {
  return new StreamVideoClient({ apiKey: import.meta.env.VITE_STREAM_KEY, user: { id: member.id }, token: member.token });
}
