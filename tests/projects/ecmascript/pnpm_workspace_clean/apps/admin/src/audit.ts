import { BuyerThread } from '@market/messaging';

export async function audit(buyerId: string, token: string, inspect: (thread: BuyerThread) => Promise<void>) {
  const thread = new BuyerThread('market-admin');
  await thread.open(buyerId, token);
  try {
    await inspect(thread);
  } finally {
    await thread.dispose();
  }
}
