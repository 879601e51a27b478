from getstream.video import rtc


async def speak(call, text) -> bool:
    try:
        voice = await rtc.join(call, "voice")
        await voice.connect()
    except OSError:
        return False
    else:
        # it is there
        await voice.say(text)
        await voice.leave()  # and gone
        return True
