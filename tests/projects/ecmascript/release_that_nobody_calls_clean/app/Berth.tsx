import { useEffect, useState } from 'react';
import { Text } from 'react-native';
import { goOnAir } from '../services/harbour';

export default function Berth({ skipper, pass }: { skipper: string; pass: string }) {
  const [onAir, setOnAir] = useState(false);

  useEffect(() => {
    goOnAir(skipper, pass).then(() => setOnAir(true));
  }, [skipper, pass]);

  return <Text>{onAir ? 'channel 16' : 'calling…'}</Text>;
}
