from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def ring():
    async with await rtc.join(stream.video.call("default", "garage"), "visitor") as bell:
        await bell.wait()
