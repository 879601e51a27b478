from getstream.video import rtc


async def commentate(call, speak) -> None:
    commentator = await rtc.join(call, "commentator")
    await commentator.connect()  # expect: HUP102
    try:
        await speak()
    except Exception:
        await commentator.leave()
        raise
    await commentator.leave()
