from radio import *


async def record(call, tape, hour):
    channel = await tune(call, "recorder")
    if not tape.is_inserted():
        return None
    tape.write(jingle(hour))
    await channel.off()
