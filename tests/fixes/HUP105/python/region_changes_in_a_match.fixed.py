from getstream.video import rtc


async def follow(primary, backup, orders):
    feed = await rtc.join(primary, "feed")
    try:
        await feed.connect()
        match await orders.get():
            case {"go": "backup"}:
                # the other region
                await feed.leave()
                feed = await rtc.join(backup, "feed")
                await feed.connect()
        await feed.play()
    finally:
        await feed.leave()
