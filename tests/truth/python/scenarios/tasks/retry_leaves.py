from getstream.video import rtc


async def until_ready(call, is_ready, attempts: int) -> bool:
    for _ in range(attempts):
        async with await rtc.join(call, "probe"):
            if await is_ready():
                return True
    return False
