from getstream.video import rtc

_audio = None


async def get_audio(call):
    global _audio
    if _audio is None:
        _audio = await rtc.join(call, "guide")
        await _audio.connect()  # expect: HUP101
    return _audio
