import { useCallback } from 'react';
import { attach } from './attach';

export function Board({ who, token }: { who: string; token: string }) {
  const ref = useCallback((node: HTMLDivElement) => attach(node, who, token), [who, token]);
  return <div ref={ref} />;
}
