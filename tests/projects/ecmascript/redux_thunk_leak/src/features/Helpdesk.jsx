import { useEffect } from 'react';
import { useDispatch } from 'react-redux';
import { signIn } from '../store/chatSlice';

export function Helpdesk({ id, token }) {
  const dispatch = useDispatch();
  useEffect(() => {
    dispatch(signIn({ id, token }));
  }, [dispatch, id, token]);
  return <aside />;
}
