import { Button } from 'react-native';
import { goOffAir } from '../services/harbour';

export default function Ashore({ onDone }: { onDone: () => void }) {
  return <Button title="Go ashore" onPress={() => void goOffAir().then(onDone)} />;
}
