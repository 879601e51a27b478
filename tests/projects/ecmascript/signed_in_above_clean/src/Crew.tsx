import { useEffect } from 'react';
import { Text } from 'react-native';
import { useAccount } from './account';

export function Crew() {
  const { user, newRadio } = useAccount();
  useEffect(() => {
    if (!user?.id) return;
    const radio = newRadio();
    const connected = radio.connectUser({ id: user.id }, radio.devToken(user.id));
    return () => {
      connected.then(() => radio.disconnectUser());
    };
  }, [user?.id]);
  return <Text>On air</Text>;
}
