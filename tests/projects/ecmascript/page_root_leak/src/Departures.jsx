import { useDepartures } from './useDepartures';

export default function Departures() {
  const trains = useDepartures('platform-4');
  return (
    <ol>
      {trains.map((train) => (
        <li key={train.id}>{train.text}</li>
      ))}
    </ol>
  );
}
