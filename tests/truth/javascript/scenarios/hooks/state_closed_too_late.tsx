import React, { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import type { ChatProps } from 'stream-chat-react';

type Props = Pick<ChatProps, 'theme'> & { pupil: { id: string }; token: string };

export const Classroom: React.FC<Props> = ({ pupil, token, theme }) => {
  const [classroom, setClassroom] = useState<StreamChat>();

  useEffect(() => {
    async function enter() {
      const client = StreamChat.getInstance('classroom');
      await client.connectUser(pupil, token); // expect: HUP103
      setClassroom(client);
    }
    void enter();
    return () => {
      if (classroom) void classroom.disconnectUser();
    };
  }, []);

  return classroom ? <p className={theme}>{classroom.userID}</p> : null;
};
