import { Stack, useLocalSearchParams } from 'expo-router';
import { SessionProvider } from '../providers/session';

export default function Layout() {
  const { hiker, token } = useLocalSearchParams<{ hiker: string; token: string }>();
  return <SessionProvider hiker={hiker} token={token}><Stack /></SessionProvider>;
}
