import atexit
import asyncio

from getstream.video import rtc

_audio = None


async def get_audio(call):
    global _audio
    if _audio is None:
        _audio = await rtc.join(call, "guide")
        await _audio.connect()
    return _audio


def close_audio():
    if _audio is not None:
        asyncio.run(_audio.leave())


atexit.register(close_audio)
