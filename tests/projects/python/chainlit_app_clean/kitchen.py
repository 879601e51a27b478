from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def call_kitchen(guest):
    kitchen = await rtc.join(stream.video.call("default", "kitchen"), guest)
    await kitchen.connect()
    return kitchen
