from desk.line import line_to


async def greet(call, announce):
    phone = await line_to(call, "greeter")
    await phone.connect()
    try:
        await announce(call)
    finally:
        await phone.leave()
