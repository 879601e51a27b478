from getstream.video import rtc


async def applaud(call, clap) -> None:
    crowd = await rtc.join(call, "crowd")
    await crowd.connect()  # expect: HUP103
    try:
        await clap()
    finally:
        crowd.leave()
