import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Newsdesk({ user, token }) {
  useEffect(() => {
    const news = new StreamChat('news');
    const sport = new StreamChat('sport');
    const opened = Promise.all([
      news.connectUser({ id: user.id }, token),
      sport.connectUser({ id: user.id }, token), // expect: HUP101
    ]);
    return () => {
      opened.then(() => news.disconnectUser());
    };
  }, [user.id, token]);

  return <p>{user.name}</p>;
}
