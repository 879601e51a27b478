import { useMount } from 'react-use';
import { enterDome } from './dome';

export const Dome = ({ id, token }: { id: string; token: string }) => {
  useMount(() => {
    void enterDome(id, token);
  });
  return <canvas />;
};
