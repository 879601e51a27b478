from contextlib import aclosing

from getstream.video import rtc


async def frames(call, source):
    async with await rtc.join(call, "camera"):
        async for frame in source:
            yield frame


async def first_bright(call, source) -> int | None:
    async with aclosing(frames(call, source)) as shots:
        async for frame in shots:
            if frame > 200:
                return frame
    return None
