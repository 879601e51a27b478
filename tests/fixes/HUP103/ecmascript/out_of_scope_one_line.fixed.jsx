import React, { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export const Shell = ({ user, token }) => {
  const [chat, setChat] = useState(null);

  useEffect(() => {
    const client = new StreamChat('k7x2'); // shared
    const connecting = client.connectUser({ id: user.id }, token);

    const init = async () => {
      await connecting;
      setChat(client);
    };

    init();

    return () => {
      connecting.then(() => client.disconnectUser());
    };
  }, []);

  return chat ? <h1>{chat.userID}</h1> : null;
};
