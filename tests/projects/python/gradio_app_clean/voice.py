from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def talk(name):
    async with await rtc.join(stream.video.call("default", "demo"), name) as line:
        return line.id
