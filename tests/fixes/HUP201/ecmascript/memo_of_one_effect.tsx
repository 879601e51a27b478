import { useEffect, useMemo } from "react";
import { io } from "socket.io-client";

export function Beacon<T extends string>({ lane, report }: { lane: T; report: (at: number) => void }) {
  const link = useMemo(() => io("/lanes", { query: { lane } }), [lane]);

  useEffect(() => { link.on("pass", (at: number) => report(at)); return () => { link.disconnect(); }; }, [lane]);

  return null;
}
