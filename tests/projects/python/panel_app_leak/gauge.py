from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def refresh():
    probe = await rtc.join(stream.video.call("default", "tank"), "probe")
    await probe.connect()  # expect: HUP203
