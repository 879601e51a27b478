from contextlib import asynccontextmanager

from getstream.video import rtc


@asynccontextmanager
async def on_stage(call, name: str, *, warm_up=None):
    """``async with on_stage(call, "mira") as stage: …``"""
    async with await rtc.join(call, name) as stage:
        if warm_up is not None:
            await stage.play(warm_up)

        yield stage
