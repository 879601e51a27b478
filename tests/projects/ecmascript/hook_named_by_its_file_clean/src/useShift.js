import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

const line = StreamChat.getInstance('key');

export default () => {
  const begun = useRef(Promise.resolve());

  const begin = (worker) => {
    begun.current = line.connectUser({ id: worker.id }, worker.token);
  };

  const end = () => begun.current.then(() => line.disconnectUser());

  useEffect(
    () => () => {
      begun.current.then(() => line.disconnectUser());
    },
    [],
  );

  return { begin, end };
};
