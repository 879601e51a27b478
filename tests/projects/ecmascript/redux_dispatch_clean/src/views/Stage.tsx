import { useEffect } from 'react';
import { enter } from '../session/thunks';
import { useStoreDispatch } from '../store';

export function Stage({ visitor, token, room }: { visitor: { id: string }; token: string; room: string }) {
  const dispatch = useStoreDispatch();

  useEffect(() => {
    const leave = dispatch(enter(visitor, token, room));
    return () => {
      leave();
    };
  }, [dispatch, visitor, token, room]);

  return <video autoPlay />;
}
