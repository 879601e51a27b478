from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def join_huddle(room):
    seat = await rtc.join(stream.video.call("default", room), "slack")
    await seat.connect()  # expect: HUP204
