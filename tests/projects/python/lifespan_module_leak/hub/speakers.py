from getstream.video import rtc

current = None


async def plug_in(call):
    global current
    current = await rtc.join(call, "hub")
    await current.connect()  # missing: HUP101 a lifespan that is handed to the application is not run to its end
