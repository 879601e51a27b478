from getstream.video import rtc


async def speaker(call, stall):
    line = await rtc.join(call, stall)
    await line.connect()  # expect: HUP101
    return line
