import asyncio

from getstream.video import rtc


async def join_until_healthy(call, user_id: str):
    delay = 0.5
    while True:
        session = await rtc.join(call, user_id)
        await session.connect()
        if session.connection_quality == "good":
            return session
        await asyncio.sleep(delay)
