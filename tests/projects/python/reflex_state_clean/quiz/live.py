from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def go_live(player):
    async with await rtc.join(stream.video.call("default", "quiz"), player) as seat:
        await seat.wait()
