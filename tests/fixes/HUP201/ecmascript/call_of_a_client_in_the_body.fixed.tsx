import { StreamCall, useStreamVideoClient } from '@stream-io/video-react-native-sdk';
import { useLocalSearchParams } from 'expo-router';
import { useEffect, useState } from 'react';

export default function CallScreen() {
    const { id } = useLocalSearchParams<{ id: string }>();
    const client = useStreamVideoClient()!;
    const [call, setCall] = useState<ReturnType<typeof client.call> | null>(null);

    useEffect(() => {
        const ownCall = client.call('default', id);
        const connecting = ownCall.join({ create: true });
        void connecting.then(() => setCall(ownCall));

        return () => {
            setCall(null);
            void connecting.then(() => ownCall.leave());
        };
    }, [client, id]);

    if (!call) return null;

    return (
        <StreamCall call={call}>
            <></>
        </StreamCall>
    );
}
