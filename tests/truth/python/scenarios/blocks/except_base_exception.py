from getstream.video import rtc


async def umpire(call, watch) -> None:
    chair = await rtc.join(call, "umpire")
    await chair.connect()
    try:
        await watch()
    except BaseException:
        await chair.leave()
        raise
    await chair.leave()
