import { useEffect, useState } from 'react'
import { StreamChat } from 'stream-chat'
import { guestbook } from './guestbook'

export function Reception({ hotelId }: { hotelId: string }) {
	const [chat, setChat] = useState<StreamChat | null>(null)
	const [error, setError] = useState<string>()

	useEffect(() => {
		let mounted = true
		let close: (() => Promise<unknown>) | undefined

		const welcome = async () => {
			try {
				const { token, guest, key } = await guestbook.find(hotelId)
				const client = new StreamChat(key)

				if (!mounted) return
				// at the desk
				const connecting = client.connectUser({ id: guest }, token)
				close = () => connecting.then(() => client.disconnectUser())
				await connecting
				if (!mounted) return
				setChat(client)
			} catch (reason) {
				setError(String(reason))
			}
		}

		welcome()

		return () => {
			mounted = false
			void close?.()
		}
	}, [hotelId])

	return error ? <p>{error}</p> : <p>{chat ? 'welcome' : 'please wait'}</p>
}
