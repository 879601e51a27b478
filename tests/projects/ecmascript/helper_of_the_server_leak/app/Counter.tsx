'use client';

import { useEffect } from 'react';
import { desk } from '../lib/desk';

export function Counter({ guest }: { guest: string }) {
  useEffect(() => {
    const opened = desk.open(guest);
    return () => {
      opened.then(() => desk.close());
    };
  }, [guest]);
  return <hr />;
}
