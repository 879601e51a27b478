from desk.line import line_to


async def greet(call, announce):
    phone = await line_to(call, "greeter")
    await phone.connect()  # expect: HUP102
    await announce(call)
    await phone.leave()
