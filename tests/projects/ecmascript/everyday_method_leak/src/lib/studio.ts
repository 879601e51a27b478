import { StreamVideoClient } from '@stream-io/video-react-sdk';

export const studio = new StreamVideoClient({ apiKey: 'k8p2' });
