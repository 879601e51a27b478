from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def weigh():
    ear = await rtc.join(stream.video.call("default", "hive"), "scale")
    await ear.connect()  # expect: HUP203
    print(ear.participants)
