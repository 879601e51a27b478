import React, { useState } from "react";

type Props<T extends string> = { pair: T; onQuote(quote: number): void };

export function Quotes<T extends string>({ pair, onQuote }: Props<T>) {
  const [tape, setTape] = useState<WebSocket | null>(null);
  const [paused, setPaused] = useState(false); // by hand

  const start = () => {
    const next = new WebSocket(`wss://quotes.example/${pair}` as string);
    next.onmessage = (event: MessageEvent) => onQuote(Number(event.data));
    setTape(next);
  };

  return (
    <div onMouseLeave={() => setPaused(!paused)}>
      <button onClick={start}>{tape ? "Again" : "Start"}</button>
    </div>
  );
}
