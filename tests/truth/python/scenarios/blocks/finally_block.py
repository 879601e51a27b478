from getstream.video import rtc


async def read_weather(call, read) -> None:
    reader = await rtc.join(call, "weather")
    await reader.connect()
    try:
        await read()
    finally:
        await reader.leave()
