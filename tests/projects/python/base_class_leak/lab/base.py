class Instrument:
    def __init__(self, call):
        self.call = call
        self.feed = None

    async def connect(self):
        raise NotImplementedError

    async def shut(self):
        if self.feed is not None:
            await self.feed.leave()

    async def measure(self, samples):
        await self.connect()
        readings = [await self.read(sample) for sample in samples]
        await self.shut()
        return readings
