import asyncio

from getstream.video import rtc


async def enter(call, player: str):
    session = await rtc.join(call, player)
    await session.connect()  # missing: HUP102 the results of gather are not followed into the loop that leaves them # spurious: HUP101 as before
    return session


async def quartet(call, players: list[str], play) -> None:
    sessions = await asyncio.gather(*[enter(call, player) for player in players])
    await play()
    for session in sessions:
        await session.leave()
