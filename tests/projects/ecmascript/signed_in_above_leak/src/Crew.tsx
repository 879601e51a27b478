import { useEffect, useState } from 'react';
import { Text } from 'react-native';
import { StreamChat } from 'stream-chat';
import { useAccount } from './account';

export function Crew() {
  const { user } = useAccount();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const begin = async () => {
      if (!user?.id) return;
      const radio = new StreamChat('key');
      await radio.connectUser({ id: user.id }, radio.devToken(user.id)); // expect: HUP101
      setReady(true);
    };
    begin();
  }, []);
  return <Text>{ready ? 'On air' : 'Waiting'}</Text>;
}
