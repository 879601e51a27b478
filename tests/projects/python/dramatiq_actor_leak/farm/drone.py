from getstream.video import rtc

from farm.calls import call_of


async def patrol(field):
    eye = await rtc.join(call_of(field), "drone")
    await eye.connect()  # expect: HUP102
    for row in field.rows:
        await eye.look(row)
    await eye.leave()
