import { Button } from 'react-native';
import { useAccount } from './account';

export function SignIn() {
  const { signIn } = useAccount();
  return <Button title="Sign in" onPress={() => signIn('me@example.com', 'word')} />;
}
