from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def open_line(room):
    line = await rtc.join(stream.video.call("default", room), "discord")
    await line.connect()
    return line
