import { StreamChat } from "stream-chat";
import { useCallback } from "react";

export function useCreator(apiKey: string) {
    const client = new StreamChat(apiKey);

    return useCallback((members: string[]) => client.channel("messaging", { members }), [client]);
}
