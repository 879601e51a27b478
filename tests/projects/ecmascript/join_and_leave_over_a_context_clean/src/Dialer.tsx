import { useState } from 'react';
import { useCalls } from './calls';

export function Dialer() {
  const { call, dial, hangUp } = useCalls();
  const [id, setId] = useState('');
  return (
    <section>
      <input value={id} onChange={(event) => setId(event.target.value)} />
      {call ? <button onClick={hangUp}>Hang up</button> : <button onClick={() => dial(id)}>Dial</button>}
    </section>
  );
}
