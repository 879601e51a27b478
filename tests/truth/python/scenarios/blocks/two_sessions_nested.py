from getstream.video import rtc


async def relay(east, west, talk) -> None:
    async with await rtc.join(east, "relay"), await rtc.join(west, "relay"):
        await talk()
