from getstream.video import rtc


async def add_voice(stack, call, singer):
    voice = await rtc.join(call, singer)
    await voice.connect()
    stack.push_async_callback(voice.leave)
    await voice.tracks.add(singer)
    return voice
