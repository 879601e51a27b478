import { useEffect } from 'react';
import { type Member, openSession } from './session';

export function Standup({ member, team }: { member: Member; team: string }) {
  useEffect(() => {
    const session = openSession(member);
    const call = session.call('default', team);
    const joining = call.join({ create: true });
    return () => {
      joining.catch(() => undefined).then(() => session.disconnectUser());
    };
  }, [member, team]);

  return <h1>{team}</h1>;
}
