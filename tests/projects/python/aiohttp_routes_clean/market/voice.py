from contextlib import asynccontextmanager

from getstream.video import rtc


@asynccontextmanager
async def speaker(call, stall):
    async with await rtc.join(call, stall) as line:
        yield line
