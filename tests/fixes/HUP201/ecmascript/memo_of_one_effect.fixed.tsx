import { useEffect } from "react";
import { io } from "socket.io-client";

export function Beacon<T extends string>({ lane, report }: { lane: T; report: (at: number) => void }) {
  useEffect(() => { const link = io("/lanes", { query: { lane } }); link.on("pass", (at: number) => report(at)); return () => { link.disconnect(); }; }, [lane]);

  return null;
}
