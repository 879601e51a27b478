from contextlib import asynccontextmanager

from getstream.video import rtc


@asynccontextmanager
async def booth(call, engineer):
    session = await rtc.join(call, engineer)
    await session.connect()  # expect: HUP102
    yield session
    await session.leave()
