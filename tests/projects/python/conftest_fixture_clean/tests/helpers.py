from getstream.video import rtc


async def second_seat(call):
    other = await rtc.join(call, "other")
    await other.connect()
    return other
