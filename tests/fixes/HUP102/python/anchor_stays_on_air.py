import asyncio

from getstream import Stream
from getstream.video import rtc


class Anchor:
    def __init__(self, call, track):
        self.call = call
        self.track = track
        self.line = None

    async def go_live(self):
        self.line = await rtc.join(self.call, "anchor")
        await self.line.connect()
        try:
            await self.line.add_tracks(audio=self.track)
        except BaseException:
            await self.line.leave()
            raise

    async def wait(self):
        await self.line.wait()

    async def stop(self):
        await self.line.leave()


async def main(track):
    anchor = Anchor(Stream.from_env().video.call("default", "news"), track)
    await anchor.go_live()
    await anchor.wait()
    await anchor.stop()


asyncio.run(main(None))
