import { PropsWithChildren, useEffect, useState } from "react";
import { StreamChat } from "stream-chat";
import { useProfile } from "./profile";

const client = StreamChat.getInstance(process.env.EXPO_PUBLIC_KEY as string);
export default function Rooms({ children }: PropsWithChildren) {
  const [isReady, setIsReady] = useState(false);
  const { profile } = useProfile();

  useEffect(() => {
    if (!profile) return;
    const connect = async () => {
      await client.connectUser(
        {
          id: profile.id,
          name: profile.full_name,
          status: `since
            the last visit`,
        },
        profile.token,
      ); // once
      setIsReady(true);
    };
    connect();

    return () => {
      if (isReady) {
        client.disconnectUser();
      }
      setIsReady(false);
    };
  }, [profile?.id]);

  return <>{isReady && children}</>;
}
