import useConnection from './useConnection';

export function useClubhouse(member: { id: string; token: string }) {
  const { client } = useConnection('clubhouse', member);
  return client.userID === member.id ? 'in' : 'out';
}
