import React, { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export const Shell = ({ user, token }) => {
  const [chat, setChat] = useState(null);

  useEffect(() => {
    const init = async () => {
      const client = StreamChat.getInstance('k7x2'); // shared
      await client.connectUser({ id: user.id }, token);
      setChat(client);
    };

    init();

    return () => client.disconnectUser();
  }, []);

  return chat ? <h1>{chat.userID}</h1> : null;
};
