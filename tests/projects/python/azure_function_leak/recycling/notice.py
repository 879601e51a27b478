from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def post_notice(street):
    voice = await rtc.join(stream.video.call("default", street), "truck")
    await voice.connect()  # expect: HUP101
    await voice.say("tomorrow")
