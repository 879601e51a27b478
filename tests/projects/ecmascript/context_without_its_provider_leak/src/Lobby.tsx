import { useEffect, useState } from 'react';
import { StreamVideo, type StreamVideoClient } from '@stream-io/video-react-sdk';
import { clientFor, useAccount } from './account';

export function Lobby() {
  const { account } = useAccount();
  const [video, setVideo] = useState<StreamVideoClient>();
  useEffect(() => {
    if (!account) return;
    setVideo(clientFor(account));
  }, [account]);
  return video ? <StreamVideo client={video}>lobby</StreamVideo> : <p>one moment</p>;
}
