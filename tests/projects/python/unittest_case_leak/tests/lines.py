from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def open_line(name):
    line = await rtc.join(stream.video.call("default", "test"), name)
    await line.connect()  # expect: HUP101
    return line
