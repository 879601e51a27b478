from getstream.video import rtc

current = None


async def plug_in(call):
    global current
    current = await rtc.join(call, "hub")
    await current.connect()  # expect: HUP101
