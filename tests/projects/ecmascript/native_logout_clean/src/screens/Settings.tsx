import { Button } from 'react-native';
import AsyncStorage from '@react-native-async-storage/async-storage';
import { chatClient } from '../chat/client';

export function Settings({ navigation }: any) {
  const signOut = async () => {
    await chatClient.disconnectUser();
    await AsyncStorage.removeItem('session');
    navigation.reset({ index: 0, routes: [{ name: 'Login' }] });
  };
  return <Button title="Log out" onPress={signOut} />;
}
