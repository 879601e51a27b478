from getstream.video import rtc


async def ring(calls, log):
    rung = []
    for call in calls:
        async with await rtc.join(call, "bell") as bell:  # one for each
            await bell.send_event({"type": "ring"})
            rung.append(call.id)
    else:
        log("done")
    return rung
