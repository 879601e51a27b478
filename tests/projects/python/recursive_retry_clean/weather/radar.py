from getstream.video import rtc


async def lock_on(call, station):
    beam = await rtc.join(call, station)
    await beam.connect()
    return beam
