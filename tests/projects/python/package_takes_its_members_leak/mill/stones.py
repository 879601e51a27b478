from getstream.video import rtc


async def ground(call, kilos: int):
    session = await rtc.join(call, "miller")
    await session.connect()  # expect: HUP101
    return {"kilos": kilos, "call": call.id}
