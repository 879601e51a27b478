import { useRef, useEffect } from 'react'
import { Room } from 'livekit-client'

export const Rehearsal = ({ url, token }) => {
  const stage = useRef(null)

  useEffect(() => {
    return () => {
      stage.current?.disconnect()
    }
  }, [])

  const enter = async () => {
    const room = new Room()
    await stage.current?.disconnect()
    stage.current = room /* for the director */
    await room.connect(url, token)
  }
  return <button onClick={enter}>Enter</button>
}
