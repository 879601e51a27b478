from getstream.video import rtc


async def read_aloud(call, read) -> None:
    reader = await rtc.join(call, "reader")
    await reader.connect()  # expect: HUP103
    try:
        await read()
    finally:
        if reader is None:
            await reader.leave()
