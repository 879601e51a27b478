import { useEffect, useState } from "react";
import { StreamChat } from "stream-chat";
import { closeRoom, roomOf } from "../lib/rooms";

export function Interview({ session, me, token }) {
  const [chat, setChat] = useState(null);

  useEffect(() => {
    let room = null;
    let instance = null;

    const start = async () => {
      room = await roomOf(session);
      instance = StreamChat.getInstance(import.meta.env.VITE_STREAM_KEY);
      await instance.connectUser({ id: me.id, name: me.name }, token);
      setChat(instance);
    };

    if (session) start();

    // everybody leaves
    return () => {
      (async () => {
        try {
          if (room) await room.leave();
          if (instance) await instance.disconnectUser();
          await closeRoom();
        } catch (error) {
          console.error("Cleanup error:", error);
        }
      })();
    };
  }, [session, me.id, me.name, token]);

  return chat && <p>{chat.userID}</p>;
}
