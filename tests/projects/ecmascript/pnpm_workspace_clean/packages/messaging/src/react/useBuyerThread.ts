import { useEffect } from 'react';
import { BuyerThread } from '../thread.js';

export function useBuyerThread(key: string, buyerId: string, token: string) {
  useEffect(() => {
    const thread = new BuyerThread(key);
    const opened = thread.open(buyerId, token);
    return () => void opened.then(() => thread.dispose());
  }, [key, buyerId, token]);
}
