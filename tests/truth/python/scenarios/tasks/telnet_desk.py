import asyncio

from getstream.video import rtc


class Desk:
    def __init__(self, call) -> None:
        self.call = call

    async def serve(self) -> asyncio.Server:
        return await asyncio.start_server(self.answer, "127.0.0.1", 0)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        session = await rtc.join(self.call, "desk")
        await session.connect()  # expect: HUP102
        while line := await reader.readline():
            writer.write(b"%d\n" % (int(line) * 2))
        await session.leave()
        writer.close()
