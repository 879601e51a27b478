from weather.radar import lock_on
from weather.retry import attempt


async def report(call, station, forecast):
    beam = await attempt(lock_on, call, station)
    try:
        await forecast.show(beam)
    finally:
        await beam.leave()
