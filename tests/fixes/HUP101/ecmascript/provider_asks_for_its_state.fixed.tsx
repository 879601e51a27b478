import { useEffect, useState, type ReactNode } from 'react';
import { StreamVideo, StreamVideoClient, type User } from '@stream-io/video-react-sdk';

type Props = { children: ReactNode; member: { id: string; name: string } | null; signIn: () => Promise<string> };

export function CallProvider({ children, member, signIn }: Props) {
  const [client, setClient] = useState<StreamVideoClient | null>(null);

  useEffect(() => {
    if (!member) return;

    let cancelled = false;
    let close: (() => Promise<unknown>) | undefined;

    const start = async () => {
      try {
        const token = await signIn();
        if (cancelled) return;
        const video = new StreamVideoClient({ apiKey: 'lodge', user: { id: member.id } as User, token });
        close = () => video.disconnectUser();
        setClient(video);
      } catch (error) {
        console.error(error);
      }
    };

    void start();

    return () => {
      void close?.();
      cancelled = true;
    };
  }, [member?.id]);

  return client ? <StreamVideo client={client}>{children}</StreamVideo> : <>{children}</>;
}
