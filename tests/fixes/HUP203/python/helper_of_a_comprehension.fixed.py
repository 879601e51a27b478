from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def head_count(call_id: str) -> int:
    async with await rtc.join(stream.video.call("default", call_id), "guest") as guest:
        return len(guest.participants_state.get_participants())


async def census(call_ids):
    return {call_id: await head_count(call_id) for call_id in call_ids}