import { Button } from 'react-native';
import { unplug } from './doorbell';

export const Leave = ({ onLeft }: { onLeft: () => void }) => (
  <Button title="Move out" onPress={() => void unplug().then(onLeft)} />
);
