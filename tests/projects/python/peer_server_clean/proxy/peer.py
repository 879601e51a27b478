from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def handle(socket):
    async with await rtc.join(stream.video.call("default", "proxy"), socket.id) as line:
        async for message in socket:
            await line.send(message)
