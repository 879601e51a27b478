from getstream.video import rtc


async def until_ready(call, is_ready, attempts: int) -> bool:
    for _ in range(attempts):
        probe = await rtc.join(call, "probe")
        await probe.connect()  # expect: HUP203
        if await is_ready():
            await probe.leave()
            return True
    return False
