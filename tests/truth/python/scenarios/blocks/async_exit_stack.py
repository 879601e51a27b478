from contextlib import AsyncExitStack

from getstream.video import rtc


async def conduct(call, players: list[str], play) -> None:
    async with AsyncExitStack() as stack:
        for player in players:
            await stack.enter_async_context(await rtc.join(call, player))
        await play()
