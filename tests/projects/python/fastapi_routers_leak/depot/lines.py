from getstream.video import rtc


async def open_line(call, name):
    line = await rtc.join(call, name)
    await line.connect()  # expect: HUP101
    return line
