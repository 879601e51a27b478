import asyncio

from getstream import Stream
from getstream.video import rtc


def announce():
    asyncio.run(_announce())


async def _announce():
    stream = Stream.from_env()  # expect: HUP402
    voice = await rtc.join(stream.video.call("default", "ops"), "airflow")
    await voice.connect()  # expect: HUP102
    await voice.say("the night is over")
    await voice.leave()
