import useShift from './useShift';

export function Desk({ worker }) {
  const { begin, end } = useShift();
  return (
    <div>
      <button onClick={() => begin(worker)}>Begin</button>
      <button onClick={() => end()}>End</button>
    </div>
  );
}
