import { PropsWithChildren, useEffect, useState } from "react";
import { StreamChat } from "stream-chat";
import { useProfile } from "./profile";

const client = StreamChat.getInstance(process.env.EXPO_PUBLIC_KEY as string);

let queue: Promise<unknown> = Promise.resolve();
function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const turn = queue.then(task, task);
  queue = turn;
  return turn;
}

export default function Rooms({ children }: PropsWithChildren) {
  const [isReady, setIsReady] = useState(false);
  const { profile } = useProfile();

  useEffect(() => {
    if (!profile) return;
    const connect = async () => {
      await inTurn(() =>
        client.connectUser(
          {
            id: profile.id,
            name: profile.full_name,
            status: `since
            the last visit`,
          },
          profile.token,
        ),
      ); // once
      setIsReady(true);
    };
    connect();

    return () => {
      void inTurn(() => client.disconnectUser());
      setIsReady(false);
    };
  }, [profile?.id]);

  return <>{isReady && children}</>;
}
