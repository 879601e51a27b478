from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def handle(socket):
    line = await rtc.join(stream.video.call("default", "proxy"), socket.id)
    await line.connect()  # expect: HUP102
    async for message in socket:
        await line.send(message)
    await line.leave()
