from getstream.video import rtc


async def patrol(calls, look) -> None:
    guard = None
    try:
        for call in calls:
            guard = await rtc.join(call, "guard")
            await guard.connect()  # expect: HUP203
            await look()
    finally:
        if guard is not None:
            await guard.leave()
