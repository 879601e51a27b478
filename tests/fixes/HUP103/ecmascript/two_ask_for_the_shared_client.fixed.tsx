import { useEffect, useState } from 'react';
import { Chat, ChannelList } from 'stream-chat-react';
import { StreamChat } from 'stream-chat';
import { useReader } from './readers';
import { ticket } from './tickets';

let queue: Promise<unknown> = Promise.resolve();
function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const turn = queue.then(task, task);
  queue = turn;
  return turn;
}

const Library = ({ shelf }: { shelf: string }) => {
  const { reader, isKnown } = useReader();
  const [isOpen, setIsOpen] = useState<boolean>(false);

  useEffect(() => {
    let cancelled = false;
    let close: (() => Promise<unknown>) | undefined;

    const enter = async () => {
      if (!reader?.id) {
        return;
      }

      const pass = await ticket(reader.id);
      const client = StreamChat.getInstance(String(shelf), { timeout: 6000 });

      if (cancelled) return;
      close = () => inTurn(() => client.disconnectUser());
      // the desk is at the door
      await inTurn(() => client.connectUser({ id: String(reader.id), name: reader.mail as string }, pass));
      setIsOpen(true);
    };

    if (isKnown) {
      enter();
    }

    return () => {
      cancelled = true;
      void close?.();
    };
  }, [shelf, reader, isKnown]);

  return isOpen ? (
    <Chat client={StreamChat.getInstance(String(shelf))}>
      <ChannelList />
    </Chat>
  ) : null;
};

export default Library;
