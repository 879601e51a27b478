from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def ring():
    bell = await rtc.join(stream.video.call("default", "garage"), "visitor")
    await bell.connect()  # expect: HUP204
