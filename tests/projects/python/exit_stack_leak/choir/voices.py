from getstream.video import rtc


async def add_voice(stack, call, singer):
    voice = await rtc.join(call, singer)
    await voice.connect()  # expect: HUP102
    await voice.tracks.add(singer)
    stack.push_async_callback(voice.leave)
    return voice
