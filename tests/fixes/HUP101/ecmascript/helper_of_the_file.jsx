import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

async function connect(user, token) {
  const chat = new StreamChat('k7x2');
  await chat.connectUser(user, token);
  return chat;
}

export function Inbox({ user, token }) {
  const [chat, setChat] = useState(null);
  useEffect(() => {
    connect(user, token).then(setChat);
  }, [user, token]);
  return <pre>{chat?.userID}</pre>;
}
