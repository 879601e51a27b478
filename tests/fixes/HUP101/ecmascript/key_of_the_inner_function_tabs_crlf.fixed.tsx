import { useEffect, useState } from 'react'
import { StreamChat } from 'stream-chat'
import type { Crew } from './crew'

export function Bridge<T extends Crew>({ crew, rank }: { crew: T; rank: string }) {
	const [chat, setChat] = useState<StreamChat | null>(null)

	useEffect(() => {
		let close: (() => Promise<unknown>) | undefined

		async function board() {
			const key = (window as any).config.keys[rank] as string
			const radio = new StreamChat(key)
			const connecting = radio.connectUser({ id: crew.id } as const, crew.pass!)
			close = () => connecting.then(() => radio.disconnectUser())
			await connecting
			setChat(radio)
		}

		void board()

		return () => {
			void close?.()
		}
	}, [crew, rank])

	return <output>{chat ? chat.userID : '…'}</output>
}
