from getstream.video import rtc


class Band:
    def __init__(self, call, sound_check) -> None:
        self.call = call
        self.sound_check = sound_check

    async def __aenter__(self):
        self.session = await rtc.join(self.call, "band")
        await self.session.connect()
        try:
            await self.sound_check()
        except BaseException:
            await self.session.leave()
            raise
        return self

    async def __aexit__(self, *failure) -> None:
        await self.session.leave()


async def perform(call, sound_check) -> None:
    async with Band(call, sound_check):
        pass
