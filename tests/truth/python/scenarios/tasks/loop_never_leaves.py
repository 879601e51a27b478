from getstream.video import rtc


async def inspect(calls, look) -> None:
    for call in calls:
        inspector = await rtc.join(call, "inspector")
        await inspector.connect()  # expect: HUP203
        await look()
