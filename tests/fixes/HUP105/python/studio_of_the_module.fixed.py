from getstream.video import rtc

_studio = None


async def open_studio(call):
    global _studio
    if _studio is not None:
        await _studio.leave()
    _studio = await rtc.join(
        call, "studio",
    )
    await _studio.connect()


async def close_studio():
    global _studio
    if _studio is not None:
        await _studio.leave()
        _studio = None


async def evening(first, second):
    try:
        await open_studio(first); await open_studio(second)
    finally:
        await close_studio()
