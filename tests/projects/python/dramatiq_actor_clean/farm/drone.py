from getstream.video import rtc

from farm.calls import call_of


async def patrol(field):
    async with await rtc.join(call_of(field), "drone") as eye:
        for row in field.rows:
            await eye.look(row)
