import { useState } from 'react';
import Departures from './Departures';

export function Drawer() {
  const [open, setOpen] = useState(false);
  return (
    <aside>
      <button onClick={() => setOpen(!open)}>Departures</button>
      {open && <Departures />}
    </aside>
  );
}
