import { useState } from 'react';
import { StreamVideo } from '@stream-io/video-react-sdk';
import { camera } from './camera';

export function Beds({ grower, token }: { grower: string; token: string }) {
  const [client] = useState(() => camera(grower, token));
  return <StreamVideo client={client}><p>Tomatoes</p></StreamVideo>;
}
