import { StreamChat } from "stream-chat";
import { useCallback, useState } from "react";

export function useCreator(apiKey: string) {
    const [client] = useState(() => new StreamChat(apiKey));

    return useCallback((members: string[]) => client.channel("messaging", { members }), [client]);
}
