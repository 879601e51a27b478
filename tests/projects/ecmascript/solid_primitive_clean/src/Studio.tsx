import { createListener } from './createListener';

export function Studio(props: { who: string; token: string }) {
  const listeners = createListener(() => props.who, () => props.token);
  return <p>{listeners()} listeners</p>;
}
