import { useEffect } from 'react';
import { useDispatch } from 'react-redux';
import { signIn, signOut } from '../store/chatSlice';

export function Helpdesk({ id, token }) {
  const dispatch = useDispatch();
  useEffect(() => {
    dispatch(signIn({ id, token }));
    return () => {
      dispatch(signOut());
    };
  }, [dispatch, id, token]);
  return <aside />;
}
