from radio import *


async def record(call, tape, hour):
    if not tape.is_inserted():
        return None
    channel = await tune(call, "recorder")
    try:
        tape.write(jingle(hour))
    finally:
        await channel.off()
