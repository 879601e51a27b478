import { useEffect, useState } from "react";
import { StreamChat } from "stream-chat";
import { roomApi } from "../lib/rooms";

export function useInterview(room, isLoading) {
  const [chat, setChat] = useState(null);

  useEffect(() => {
    let board = null;
    let client = null;
    let cancelled = false;
    let connecting;

    const open = async () => {
      if (!room?.id) return;
      try {
        const { token, id, name } = await roomApi.token();
        board = await roomApi.board(room.id);
        client = new StreamChat(import.meta.env.VITE_CHAT_KEY);

        if (cancelled) return;
        connecting = client.connectUser(
          {
            id,
            name,
          },
          token,
        );
        await connecting;
        setChat(client);
        await client.channel("messaging", room.id).watch();
      } catch (error) {
        console.error("could not open the room", error);
      }
    };

    if (room && !isLoading) open();

    return () => {
      cancelled = true;
      // effects cannot wait
      (async () => {
        try {
          if (board) await board.leave();
        } catch (error) {
          console.error(error);
        }
      })();
      connecting?.then(() => client.disconnectUser()).catch((error) => console.error(error));
    };
  }, [room, isLoading]);

  return chat;
}
