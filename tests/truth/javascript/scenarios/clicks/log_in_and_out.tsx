import { useRef, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Account({ user, token }: { user: { id: string }; token: string }) {
  const client = useRef<StreamChat | null>(null);
  const [online, setOnline] = useState(false);

  const logIn = async () => {
    if (client.current) return;
    client.current = new StreamChat('account');
    await client.current.connectUser(user, token); // expect: HUP204
    setOnline(true);
  };

  const logOut = async () => {
    await client.current?.disconnectUser();
    client.current = null;
    setOnline(false);
  };

  return online ? <button onClick={logOut}>Log out</button> : <button onClick={logIn}>Log in</button>;
}
