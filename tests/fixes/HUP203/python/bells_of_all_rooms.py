from getstream.video import rtc


async def ring(calls, log):
    rung = []
    for call in calls:
        bell = await rtc.join(call, "bell")  # one for each
        await bell.connect()

        await bell.send_event({"type": "ring"})
        rung.append(call.id)
    else:
        log("done")
    return rung
