from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def speaker(room):
    voice = await rtc.join(stream.video.call("default", room), "guide")
    await voice.connect()
    return voice
