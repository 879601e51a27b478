from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def talk(name):
    line = await rtc.join(stream.video.call("default", "demo"), name)
    await line.connect()  # expect: HUP204
    return line.id
