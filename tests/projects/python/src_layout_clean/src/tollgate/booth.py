from getstream.video import rtc


class Booth:
    def __init__(self, call):
        self._call = call
        self._link = None

    async def open(self, user_id):
        self._link = await rtc.join(self._call, user_id)
        await self._link.connect()

    async def close(self):
        await self._link.leave()
