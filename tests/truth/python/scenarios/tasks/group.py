import asyncio

from getstream.video import rtc


async def stall(call, seller: str, sell) -> None:
    session = await rtc.join(call, seller)
    await session.connect()
    try:
        await sell()
    finally:
        await session.leave()


async def market(call, players: list[str], play) -> None:
    async with asyncio.TaskGroup() as group:
        for seller in players:
            group.create_task(stall(call, seller, play))
