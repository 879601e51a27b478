from getstream.video import rtc


async def rehearse(call, singer):
    mic = await rtc.join(call, singer)
    await mic.connect()  # expect: HUP102
    await mic.tracks.add("piano")
    await mic.leave()
