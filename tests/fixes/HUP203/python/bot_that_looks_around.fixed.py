from getstream.video import rtc


async def patrol(calls, look):
    for call in calls:
        if call.ended: continue
        async with await rtc.join(call, "guard") as guard:
            await look(call)
