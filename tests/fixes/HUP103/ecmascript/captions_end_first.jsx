import { useEffect, useRef, useState } from 'react'
import { useStreamVideoClient } from '@stream-io/video-react-sdk'

export function Assembly({ id, me }) {
	const client = useStreamVideoClient()
	const [call, setCall] = useState(null)
	const leaving = useRef(false)

	useEffect(() => {
		if (!client) return
		const start = async () => {
			const own = client.call('default', id)
			await own.getOrCreate({ data: { created_by_id: me } })
			await own.join()
			await own.startClosedCaptions({ language: 'en' })
			setCall(own)
		}
		start()
		return () => {
			if (call && !leaving.current) {
				leaving.current = true
				call.stopClosedCaptions().catch(console.error)
				call.leave().catch((e) => console.error('left:', e))
			}
		}
	}, [client, id, me])

	return call ? <p>{call.cid}</p> : null
}
