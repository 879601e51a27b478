from weather.radar import lock_on
from weather.retry import attempt


async def report(call, station, forecast):
    beam = await attempt(lock_on, call, station)
    await forecast.show(beam)
    await beam.leave()
