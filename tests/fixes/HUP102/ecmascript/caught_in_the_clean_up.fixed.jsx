import { useEffect, useState } from "react";
import { StreamChat } from "stream-chat";
import { closeRoom, roomOf } from "../lib/rooms";

export function Interview({ session, me, token }) {
  const [chat, setChat] = useState(null);

  useEffect(() => {
    let room = null;
    let instance = null;
    let cancelled = false;
    let connecting;

    const start = async () => {
      room = await roomOf(session);
      instance = new StreamChat(import.meta.env.VITE_STREAM_KEY);
      if (cancelled) return;
      connecting = instance.connectUser({ id: me.id, name: me.name }, token);
      await connecting;
      setChat(instance);
    };

    if (session) start();

    // everybody leaves
    return () => {
      cancelled = true;
      (async () => {
        try {
          if (room) await room.leave();
          await closeRoom();
        } catch (error) {
          console.error("Cleanup error:", error);
        }
      })();
      connecting?.then(() => instance.disconnectUser()).catch((error) => console.error("Cleanup error:", error));
    };
  }, [session, me.id, me.name, token]);

  return chat && <p>{chat.userID}</p>;
}
