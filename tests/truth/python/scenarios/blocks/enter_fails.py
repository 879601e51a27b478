from getstream.video import rtc


class Choir:
    def __init__(self, call, tune) -> None:
        self.call = call
        self.tune = tune

    async def __aenter__(self):
        self.session = await rtc.join(self.call, "choir")
        await self.session.connect()  # expect: HUP102
        await self.tune()
        return self

    async def __aexit__(self, *failure) -> None:
        await self.session.leave()


async def rehearse(call, tune) -> None:
    async with Choir(call, tune):
        pass
