from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def post_notice(street):
    async with await rtc.join(stream.video.call("default", street), "truck") as voice:
        await voice.say("tomorrow")
