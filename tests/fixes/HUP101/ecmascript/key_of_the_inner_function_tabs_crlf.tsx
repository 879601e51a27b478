import { useEffect, useState } from 'react'
import { StreamChat } from 'stream-chat'
import type { Crew } from './crew'

export function Bridge<T extends Crew>({ crew, rank }: { crew: T; rank: string }) {
	const [chat, setChat] = useState<StreamChat | null>(null)

	useEffect(() => {
		async function board() {
			const key = (window as any).config.keys[rank] as string
			const radio = new StreamChat(key)
			await radio.connectUser({ id: crew.id } as const, crew.pass!)
			setChat(radio)
		}

		void board()
	}, [crew, rank])

	return <output>{chat ? chat.userID : '…'}</output>
}
