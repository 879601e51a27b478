import { useState, useEffect, useMemo } from "react"
import { StreamChat } from "stream-chat"
import { Chat, ChannelList } from "stream-chat-react"
import "stream-chat-react/dist/css/v2/index.css"

const Lobby = ({ guest, token }) => {
	const [chat, setChat] = useState(null)
	const [open, setOpen] = useState(false)
	const filters = useMemo(() => ({ members: { $in: [guest.id] } }), [guest.id])

	useEffect(() => {
		async function initChat() {
			const client = StreamChat.getInstance(process.env.REACT_APP_STREAM_KEY)
			await client.connectUser(guest, token)
			setChat(client)
		}
		initChat()
		return () => { if (chat) chat.disconnectUser() }
	}, [])

	if (!chat) return null
	return (
		<Chat client={chat}>
			<button onClick={() => setOpen(!open)}>…</button>
			{open && <ChannelList filters={filters} />}
		</Chat>
	)
}

export default Lobby
