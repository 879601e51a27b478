import { Button } from 'react-native';
import AsyncStorage from '@react-native-async-storage/async-storage';

export function Settings({ navigation }: any) {
  const signOut = async () => {
    await AsyncStorage.removeItem('session');
    navigation.reset({ index: 0, routes: [{ name: 'Login' }] });
  };
  return <Button title="Log out" onPress={signOut} />;
}
