from getstream.video import rtc


async def teach(call, lesson) -> None:
    teacher = await rtc.join(call, "teacher")
    await teacher.connect()  # expect: HUP102
    await lesson()
    try:
        await teacher.wait()
    finally:
        await teacher.leave()
