from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def join_huddle(room):
    async with await rtc.join(stream.video.call("default", room), "slack") as seat:
        await seat.wait()
