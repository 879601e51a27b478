from getstream.video import rtc


async def dim(call, level: int) -> None:
    stage = await rtc.join(call, "lighting")
    await stage.connect()
    try:
        await stage.send_event({"type": "dim", "level": level})
    finally:
        await stage.leave()  # lights out
