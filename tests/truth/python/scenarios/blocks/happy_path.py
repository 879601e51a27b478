from getstream.video import rtc


async def read_news(call, read) -> None:
    reader = await rtc.join(call, "newsreader")
    await reader.connect()  # expect: HUP102
    await read()
    await reader.leave()
