import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

function useOwn(id: string, token: string) {
  useEffect(() => {
    const client = new StreamChat('siblings-own');
    const ready = client.connectUser({ id }, token);
    return () => {
      ready.then(() => client.disconnectUser());
    };
  }, [id, token]);
}

function Buyer({ id, token }: { id: string; token: string }) {
  useOwn(id, token);
  return <section>{id} buys</section>;
}

function Seller({ id, token }: { id: string; token: string }) {
  useOwn(id, token);
  return <section>{id} sells</section>;
}

export function Market({ user, token }: { user: { id: string }; token: string }) {
  const [seller, setSeller] = useState(true);
  return (
    <>
      <Buyer id={user.id} token={token} />
      {seller && <Seller id={user.id} token={token} />}
      <button onClick={() => setSeller(!seller)}>Toggle</button>
    </>
  );
}
