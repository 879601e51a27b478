from getstream.video import rtc


async def sing(call, perform) -> None:
    async with await rtc.join(call, "singer"):
        await perform()
