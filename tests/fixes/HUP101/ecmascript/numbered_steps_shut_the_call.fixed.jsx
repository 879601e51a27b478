import { useEffect, useState } from "react";
import { StreamChat } from "stream-chat";
import { StreamVideoClient } from "@stream-io/video-react-sdk";

const KEY = "harbour";

export function Pier({ sailor, token, berth }) {
  const [room, setRoom] = useState(null);

  useEffect(() => {
    // 1. the client
    const client = new StreamChat(KEY);
    let connecting;

    const moor = async () => {
      if (!token || !sailor) return;
      try {
        // 2. the sailor
        connecting = client.connectUser({ id: sailor.id }, token);
        await connecting;

        // 3. the room
        const talk = client.channel("messaging", berth);
        await talk.watch();
        setRoom(talk);
      } catch (error) {
        console.error(error);
      }
    };

    moor();

    return () => {
      connecting?.then(() => client.disconnectUser());
    };
  }, [sailor, token, berth]);

  return <p>{room?.id}</p>;
}

export function Mast({ sailor, token, berth }) {
  const [call, setCall] = useState(null);

  useEffect(() => {
    let lookout = null;

    const client = new StreamVideoClient({ apiKey: KEY, user: { id: sailor.id }, token });

    const climb = async () => {
      lookout = client.call("default", berth);
      setCall(lookout);
    };

    climb();

    return () => {
      lookout?.leave().catch(console.error);
      client.disconnectUser();
    };
  }, [sailor.id, token, berth]);

  return <p>{call?.id}</p>;
}
