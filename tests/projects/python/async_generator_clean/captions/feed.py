from getstream.video import rtc


async def words(call):
    async with await rtc.join(call, "captions") as session:
        async for event in session.events():
            yield event.text
