import { useEffect, useState } from 'react'
import { StreamChat } from 'stream-chat'
import { guestbook } from './guestbook'

export function Reception({ hotelId }: { hotelId: string }) {
	const [chat, setChat] = useState<StreamChat | null>(null)
	const [error, setError] = useState<string>()

	useEffect(() => {
		let mounted = true

		const welcome = async () => {
			try {
				const { token, guest, key } = await guestbook.find(hotelId)
				const client = StreamChat.getInstance(key)

				// at the desk
				await client.connectUser({ id: guest }, token)
				if (!mounted) return
				setChat(client)
			} catch (reason) {
				setError(String(reason))
			}
		}

		welcome()

		return () => {
			mounted = false
			if (chat) {
				chat.disconnectUser()
			}
		}
	}, [hotelId, chat])

	return error ? <p>{error}</p> : <p>{chat ? 'welcome' : 'please wait'}</p>
}
