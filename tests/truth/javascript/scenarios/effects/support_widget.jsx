import React, { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

const SupportWidget = ({ visitor, token }) => {
  const [client, setClient] = useState();

  useEffect(() => {
    async function start() {
      const support = new StreamChat('supp0rt-key');
      await support.connectUser({ id: visitor.id, name: visitor.name }, token); // expect: HUP101
      setClient(support);
    }
    start();
  }, [visitor, token]);

  if (!client) return <span>Please wait</span>;
  return <span>Hello {visitor.name}</span>;
};

export default SupportWidget;
