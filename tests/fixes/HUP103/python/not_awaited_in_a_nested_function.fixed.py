from getstream.video import rtc


def jingle(call):
    async def play(clip):
        band = await rtc.join(call, "band")
        await band.connect()
        try:
            await band.play(clip)
        finally:
            await band.leave();  print("done")
    return play
