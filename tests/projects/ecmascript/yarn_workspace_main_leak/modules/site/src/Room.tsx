import { useEffect } from 'react';
import { enterRoom } from 'classroom-video';

export function Room({ pupil, token, room }: { pupil: { id: string }; token: string; room: string }) {
  useEffect(() => {
    const entered = enterRoom('classroom', pupil, token, room);
    return () => {
      entered.then(({ call }) => console.info('left %s', call.id));
    };
  }, [room]);
  return <h1>{room}</h1>;
}
