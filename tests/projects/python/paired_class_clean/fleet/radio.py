from getstream.video import rtc


class Radio:
    def __init__(self, call, truck):
        self.call = call
        self.truck = truck
        self.link = None

    async def switch_on(self):
        self.link = await rtc.join(self.call, self.truck)
        await self.link.connect()

    async def switch_off(self):
        await self.link.leave()
