import { useEffect, useState } from 'react';
import { Text } from 'react-native';
import { useHousehold } from './Households';
import { ringAt } from './doorbell';

export function Porch() {
  const { household } = useHousehold();
  const [visitors, setVisitors] = useState<number>();

  useEffect(() => {
    ringAt(household)
      .then((bell) => bell.getUnreadCount())
      .then((count) => setVisitors(count.total_unread_count))
      .catch(console.warn);
  }, [household]);

  return <Text>{visitors ?? '…'}</Text>;
}
