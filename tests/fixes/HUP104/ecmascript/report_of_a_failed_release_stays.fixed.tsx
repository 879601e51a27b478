import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { seat } from './seat';

export function useStage(who: { id: string } | null) {
    const [stage, setStage] = useState<StreamChat | null>(null);

    useEffect(() => {
        if (!who) return;
        let client: StreamChat | null = null;

        let cancelled = false;
        let connecting: Promise<unknown> | undefined;

        // takes its time
        async function enter() {
            const { key, token } = await seat(who!.id);
            client = new StreamChat(key);
            if (cancelled) return;
            connecting = client.connectUser({ id: who!.id }, token);
            await connecting;
            setStage(client);
        }

        void enter();

        return () => {
            cancelled = true;
            void connecting?.then(() => client?.disconnectUser()).catch(console.error);
        };
    }, [who]);

    return stage;
}
