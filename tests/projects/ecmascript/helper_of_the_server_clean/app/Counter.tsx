'use client';

import { useEffect } from 'react';
import { desk } from '../lib/desk';

export function Counter({ guest, ticket }: { guest: string; ticket: string }) {
  useEffect(() => {
    const opened = desk.open(guest, ticket);
    return () => {
      opened.then(() => desk.close());
    };
  }, [guest, ticket]);
  return <hr />;
}
