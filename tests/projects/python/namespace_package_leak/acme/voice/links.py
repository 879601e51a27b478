from getstream.video import rtc


async def open_link(call, who):
    link = await rtc.join(call, who)
    await link.connect()  # expect: HUP203
    return link


async def close_link(link):
    await link.leave()
