import asyncio

from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


def announce():
    asyncio.run(_announce())


async def _announce():
    async with await rtc.join(stream.video.call("default", "ops"), "airflow") as voice:
        await voice.say("the night is over")
