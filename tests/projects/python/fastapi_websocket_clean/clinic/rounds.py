from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def join_round(ward, doctor):
    line = await rtc.join(stream.video.call("default", ward), doctor)
    await line.connect()
    return line
