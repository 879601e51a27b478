import { useEffect, useState } from 'react';
import { Chat, ChannelList } from 'stream-chat-react';
import { StreamChat } from 'stream-chat';
import { useReader } from './readers';
import { ticket } from './tickets';

const Library = ({ shelf }: { shelf: string }) => {
  const { reader, isKnown } = useReader();
  const [isOpen, setIsOpen] = useState<boolean>(false);

  useEffect(() => {
    const enter = async () => {
      if (!reader?.id) {
        return;
      }

      const pass = await ticket(reader.id);
      const client = StreamChat.getInstance(String(shelf), { timeout: 6000 });

      // the desk is at the door
      await client.connectUser({ id: String(reader.id), name: reader.mail as string }, pass);
      setIsOpen(true);

      return () => {
        client.disconnectUser();
      };
    };

    if (isKnown) {
      enter();
    }
  }, [shelf, reader, isKnown]);

  return isOpen ? (
    <Chat client={StreamChat.getInstance(String(shelf))}>
      <ChannelList />
    </Chat>
  ) : null;
};

export default Library;
