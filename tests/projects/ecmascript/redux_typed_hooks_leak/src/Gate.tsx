import { useEffect } from 'react';
import { connectChat, disconnectChat } from './chatSlice';
import { useAppDispatch } from './hooks';

export function Gate({ id }: { id: string }) {
  const dispatch = useAppDispatch();
  useEffect(() => {
    dispatch(connectChat(id));
    return () => {
      void dispatch(disconnectChat());
    };
  }, [dispatch, id]);
  return <p>{id}</p>;
}
