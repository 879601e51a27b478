import asyncio

from getstream.video import rtc


async def interview(call, talk) -> bool:
    session = await rtc.join(call, "interviewer")
    await session.connect()  # expect: HUP102
    try:
        async with asyncio.timeout(0):
            await talk()
    except ValueError:
        await session.leave()
        return False
    await session.leave()
    return True
