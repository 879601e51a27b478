import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { StreamVideoClient } from '@stream-io/video-react-sdk';

type Account = { id: string; token: string };
const AccountContext = createContext<{ account: Account | null; ready: boolean }>({ account: null, ready: false });

export const clientFor = (account: Account) =>
  new StreamVideoClient({ apiKey: 'mq4x7', user: { id: account.id }, token: account.token }); // expect: HUP101

export function AccountGate({ children }: { children: ReactNode }) {
  const [account, setAccount] = useState<Account | null>(null);
  useEffect(() => {
    fetch('/api/me')
      .then((answer) => answer.json())
      .then(setAccount);
  }, []);
  return <AccountContext.Provider value={{ account, ready: account !== null }}>{children}</AccountContext.Provider>;
}

export const useAccount = () => useContext(AccountContext);
