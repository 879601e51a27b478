import { useRef } from 'react'
import { Room } from 'livekit-client'

export const Rehearsal = ({ url, token }) => {
  const stage = useRef(null)
  const enter = async () => {
    const room = new Room()
    stage.current = room /* for the director */
    await room.connect(url, token)
  }
  return <button onClick={enter}>Enter</button>
}
