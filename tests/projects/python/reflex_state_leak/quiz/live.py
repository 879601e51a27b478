from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def go_live(player):
    seat = await rtc.join(stream.video.call("default", "quiz"), player)
    await seat.connect()  # expect: HUP204
