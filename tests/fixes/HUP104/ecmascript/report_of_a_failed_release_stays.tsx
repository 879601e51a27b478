import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { seat } from './seat';

export function useStage(who: { id: string } | null) {
    const [stage, setStage] = useState<StreamChat | null>(null);

    useEffect(() => {
        if (!who) return;
        let client: StreamChat | null = null;

        // takes its time
        async function enter() {
            const { key, token } = await seat(who!.id);
            client = StreamChat.getInstance(key);
            await client.connectUser({ id: who!.id }, token);
            setStage(client);
        }

        void enter();

        return () => {
            if (client) {
                client.disconnectUser().catch(console.error);
            }
        };
    }, [who]);

    return stage;
}
