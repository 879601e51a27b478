import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import Departures from './Departures';

createRoot(document.getElementById('board')).render(
  <StrictMode>
    <Departures />
  </StrictMode>,
);
