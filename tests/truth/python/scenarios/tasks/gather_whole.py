import asyncio

from getstream.video import rtc


async def part(call, player: str, play) -> None:
    async with await rtc.join(call, player):
        await play()


async def quartet(call, players: list[str], play) -> None:
    await asyncio.gather(*(part(call, player, play) for player in players))
