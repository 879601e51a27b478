from contextlib import asynccontextmanager

from getstream.video import rtc


@asynccontextmanager
async def booth(call, engineer):
    session = await rtc.join(call, engineer)
    await session.connect()
    try:
        yield session
    finally:
        await session.leave()
