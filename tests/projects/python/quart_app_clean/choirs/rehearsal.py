from getstream.video import rtc


async def rehearse(call, singer):
    async with await rtc.join(call, singer) as mic:
        await mic.tracks.add("piano")
