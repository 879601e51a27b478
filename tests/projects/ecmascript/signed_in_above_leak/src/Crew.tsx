import { useEffect, useState } from 'react';
import { Text } from 'react-native';
import { useAccount } from './account';

export function Crew() {
  const { user, newRadio } = useAccount();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const begin = async () => {
      if (!user?.id) return;
      const radio = newRadio();
      await radio.connectUser({ id: user.id }, radio.devToken(user.id)); // expect: HUP101
      setReady(true);
    };
    begin();
  }, []);
  return <Text>{ready ? 'On air' : 'Waiting'}</Text>;
}
