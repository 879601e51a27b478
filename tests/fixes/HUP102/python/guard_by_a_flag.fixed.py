from getstream.video import rtc


async def ask(call, questions, stay: bool):
    host = await rtc.join(call, "host")
    await host.connect()
    try:
        return [await host.ask(q) async for q in questions if (yield_to := q)]
    finally:
        await host.leave()
