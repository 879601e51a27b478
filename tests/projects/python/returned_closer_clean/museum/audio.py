from getstream.video import rtc


async def start_guide(call, visitor):
    guide = await rtc.join(call, visitor)
    await guide.connect()

    async def stop():
        await guide.leave()

    return guide, stop
