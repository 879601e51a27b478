from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def refresh():
    async with await rtc.join(stream.video.call("default", "tank"), "probe") as probe:
        print(probe.participants)
