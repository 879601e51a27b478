import { useClubhouse } from './hooks/useClubhouse';

export const Clubhouse = ({ member }: { member: { id: string; token: string } }) => <b>{useClubhouse(member)}</b>;
