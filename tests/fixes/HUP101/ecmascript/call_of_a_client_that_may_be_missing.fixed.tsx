import React, { useEffect, useState } from 'react';
import { Call, StreamCall, useStreamVideoClient } from '@stream-io/video-react-sdk';

export const Standup = ({ team, children }: { team: string; children: React.ReactNode }) => {
  const [call, setCall] = useState<Call | null>(null);
  const client = useStreamVideoClient();

  useEffect(() => {
    let close: (() => Promise<unknown>) | undefined;

    if (client) { // not before the user is known
      const standup = client.call('default', `standup-${team}`);
      close = () => standup.leave();
      standup.join({ create: true }).then(() => setCall(standup));
    }

    return () => {
      void close?.();
    };
  }, [client, team]);

  return call ? <StreamCall call={call}>{children}</StreamCall> : <em>soon</em>;
};
