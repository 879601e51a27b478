from getstream.video import rtc


async def dial(call, correspondent):
    line = await rtc.join(call, correspondent)
    await line.connect()
    return line
