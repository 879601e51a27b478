from getstream.video import rtc

from .base import Instrument


class Oscilloscope(Instrument):
    async def connect(self):
        self.feed = await rtc.join(self.call, "scope")
        await self.feed.connect()  # expect: HUP102

    async def read(self, sample):
        return await self.feed.tracks.add(sample)
