from getstream.video import rtc


async def bridge(east, west, say_goodbye, talk) -> None:
    left = await rtc.join(east, "bridge")
    right = await rtc.join(west, "bridge")
    await left.connect()  # expect: HUP102
    try:
        await right.connect()
        try:
            await talk()
        finally:
            await right.leave()
    finally:
        await say_goodbye()
        await left.leave()
