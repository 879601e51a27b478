from getstream.video import rtc

ROBOT = "vacuum-robot"


async def clean_floor(call, drive) -> None:
    driver = await rtc.join(call, ROBOT)
    await driver.connect()  # expect: HUP103
    try:
        await drive()
    finally:
        closing = await rtc.join(call, ROBOT)
        await closing.leave()
