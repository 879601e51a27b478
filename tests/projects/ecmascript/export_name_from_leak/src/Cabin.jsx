import { useRadio, defaultVolume, volumes } from './hooks';

export function Cabin({ pilot }) {
  const { talk } = useRadio(pilot);
  return (
    <div>
      <p>{volumes[defaultVolume]}</p>
      <button onClick={talk}>Talk</button>
    </div>
  );
}
