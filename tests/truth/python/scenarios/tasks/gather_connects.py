import asyncio

from getstream.video import rtc


async def enter(call, player: str):
    session = await rtc.join(call, player)
    await session.connect()  # expect: HUP102
    return session


async def quartet(call, players: list[str], play) -> None:
    sessions = await asyncio.gather(*[enter(call, player) for player in players])
    await play()
    for session in sessions:
        await session.leave()
