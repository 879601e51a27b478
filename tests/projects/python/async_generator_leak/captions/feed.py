from getstream.video import rtc


async def words(call):
    session = await rtc.join(call, "captions")
    await session.connect()  # expect: HUP102
    async for event in session.events():
        yield event.text
    await session.leave()
