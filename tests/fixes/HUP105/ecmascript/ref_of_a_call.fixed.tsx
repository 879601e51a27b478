'use client'
import { useRef, useEffect } from 'react'
import { Room } from 'livekit-client'

export function Ward({ url, fetchToken }: { url: string; fetchToken: (ward: string) => Promise<string> }) {
	const call = useRef<Room | null>(null)

	useEffect(() => {
		return () => {
			call.current?.disconnect()
		}
	}, [])

	async function enter(ward: string) {
		const token = await fetchToken(ward)
		const room = new Room()
		await call.current?.disconnect()
		call.current = room
		await room.connect(url, token) // nurses first
	}

	const leave = async () => {
		await call.current?.disconnect()
		call.current = null
	}

	return <button onClick={() => enter('b2')} onDoubleClick={leave}>Enter</button>
}
