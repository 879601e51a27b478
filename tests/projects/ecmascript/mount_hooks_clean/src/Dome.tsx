import { useMount, useUnmount } from 'react-use';
import { enterDome, leaveDome } from './dome';

export const Dome = ({ id, token }: { id: string; token: string }) => {
  useMount(() => enterDome(id, token));
  useUnmount(() => {
    void leaveDome();
  });
  return <canvas />;
};
