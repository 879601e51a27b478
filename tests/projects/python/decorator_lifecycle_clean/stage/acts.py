from .lights import on_air


@on_air("juggler")
async def juggle(line, balls):
    for ball in balls:
        await line.tracks.add(ball)
    return len(balls)
