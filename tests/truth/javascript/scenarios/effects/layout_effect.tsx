import { useLayoutEffect } from 'react';
import { StreamChat } from 'stream-chat';

export const Theatre = ({ actor, token }: { actor: string; token: string }) => {
  useLayoutEffect(() => {
    const client = new StreamChat('theatre');
    client.connectUser({ id: actor }, token); // expect: HUP101
    document.title = actor;
    return () => {
      document.title = '';
    };
  }, [actor, token]);

  return <p>{actor}</p>;
};
