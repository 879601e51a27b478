import { useState, useMemo } from "react"
import { Chat, ChannelList, useCreateChatClient } from "stream-chat-react"
import "stream-chat-react/dist/css/v2/index.css"

const Lobby = ({ guest, token }) => {
	const chat = useCreateChatClient({
		apiKey: process.env.REACT_APP_STREAM_KEY,
		tokenOrProvider: token,
		userData: guest,
	})
	const [open, setOpen] = useState(false)
	const filters = useMemo(() => ({ members: { $in: [guest.id] } }), [guest.id])

	if (!chat) return null
	return (
		<Chat client={chat}>
			<button onClick={() => setOpen(!open)}>…</button>
			{open && <ChannelList filters={filters} />}
		</Chat>
	)
}

export default Lobby
