import { useBuyerThread } from '@market/messaging/react/useBuyerThread';

export function Order({ buyerId, token }: { buyerId: string; token: string }) {
  useBuyerThread('market', buyerId, token);
  return <section>{buyerId}</section>;
}
