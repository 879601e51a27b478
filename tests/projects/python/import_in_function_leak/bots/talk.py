def load_call():
    from bots.config import call

    return call


async def talk(bot):
    from bots.speech import speak_up

    seat = await speak_up(load_call(), bot)
    await seat.tracks.add(bot)
