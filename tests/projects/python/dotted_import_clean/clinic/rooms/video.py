from getstream.video import rtc


async def enter(call, doctor):
    room = await rtc.join(call, doctor)
    await room.connect()
    return room
