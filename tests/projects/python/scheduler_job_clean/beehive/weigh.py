from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def weigh():
    async with await rtc.join(stream.video.call("default", "hive"), "scale") as ear:
        print(ear.participants)
