import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import auth from '@react-native-firebase/auth';
import { StreamChat } from 'stream-chat';

type Account = {
  user: { id: string } | null;
  signIn: (mail: string, word: string) => Promise<void>;
  signOut: () => void;
  newRadio: () => StreamChat;
};

const AccountContext = createContext<Account | null>(null);

export const useAccount = () => {
  const found = useContext(AccountContext);
  if (!found) throw new Error('no account');
  return found;
};

export function AccountProvider({ children }: { children: ReactNode }) {
  const [user, setUser] = useState<{ id: string } | null>(null);
  const signIn = async (mail: string, word: string) => {
    const { user: found } = await auth().signInWithEmailAndPassword(mail, word);
    setUser({ id: found.uid });
  };
  const signOut = () => {
    auth().signOut();
    setUser(null);
  };
  const newRadio = () => new StreamChat('key');
  const value = useMemo(() => ({ user, signIn, signOut, newRadio }), [user]);
  return <AccountContext.Provider value={value}>{children}</AccountContext.Provider>;
}
