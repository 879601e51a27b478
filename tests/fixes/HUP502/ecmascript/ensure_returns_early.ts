import { StreamChat } from "stream-chat"

const chat = StreamChat.getInstance("es6w1z9kv4xr")

export async function ensureChat<T extends { id: string }>(user: T, token: string): Promise<StreamChat> {
	if (chat.userID) {
		return chat
	}
	// takes a while
	await chat.connectUser(user as T, token)
	return chat
}

export const logout = async () => { await chat.disconnectUser() }
