from getstream.video import rtc


async def tour(lobby, stage, show) -> None:
    session = await rtc.join(lobby, "guide")
    try:
        await session.connect()  # expect: HUP105
        await show()
        session = await rtc.join(stage, "guide")
        await session.connect()
        await show()
    finally:
        await session.leave()
