from getstream.video import rtc


async def speak_up(call, bot_id):
    seat = await rtc.join(call, bot_id)
    await seat.connect()  # expect: HUP101
    return seat
