import { Button } from 'react-native';
import { chatClient } from '../chat/client';

export function Login({ rider, token, navigation }: any) {
  const signIn = async () => {
    await chatClient.connectUser({ id: rider.id, name: rider.name }, token);
    navigation.navigate('Home');
  };
  return <Button title="Log in" onPress={signIn} />;
}
