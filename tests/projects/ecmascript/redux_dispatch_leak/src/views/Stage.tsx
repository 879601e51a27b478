import { useEffect } from 'react';
import { enter } from '../session/thunks';
import { useStoreDispatch } from '../store';

export function Stage({ visitor, token, room }: { visitor: { id: string }; token: string; room: string }) {
  const dispatch = useStoreDispatch();

  useEffect(() => {
    dispatch(enter(visitor, token, room));
  }, [dispatch, visitor, token, room]);

  return <video autoPlay />;
}
