from getstream.video import rtc


async def ground(call, kilos: int):
    async with await rtc.join(call, "miller"):
        return {"kilos": kilos, "call": call.id}
