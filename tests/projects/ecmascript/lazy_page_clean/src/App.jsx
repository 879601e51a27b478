import React, { Suspense, lazy } from 'react';
import { Route, Routes } from 'react-router-dom';

const Auction = lazy(() => import('./pages/Auction'));
const About = lazy(() => import('./pages/About').then((m) => ({ default: m.About })));

export default function App({ bidder }) {
  return (
    <Suspense fallback={null}>
      <Routes>
        <Route path="/auction" element={<Auction bidder={bidder} />} />
        <Route path="/about" element={<About />} />
      </Routes>
    </Suspense>
  );
}
