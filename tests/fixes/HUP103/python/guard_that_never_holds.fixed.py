from getstream.video import rtc


async def lecture(call, slides):
    speaker = await rtc.join(call, "lecturer")
    await speaker.connect()
    try:
        for number, slide in enumerate(slides): await speaker.show(slide)
    finally:
        # only if it is there
        await speaker.leave()
