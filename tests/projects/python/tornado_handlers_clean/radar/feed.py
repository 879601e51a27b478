from getstream.video import rtc


async def subscribe(call, pilot):
    feed = await rtc.join(call, pilot)
    await feed.connect()
    return feed
