from getstream.video import rtc


async def listen(call, crowd_id):
    crowd = await rtc.join(call, crowd_id)
    await crowd.connect()
    try:
        await crowd.wait()
    finally:
        await crowd.leave()  # the room stays open for others
