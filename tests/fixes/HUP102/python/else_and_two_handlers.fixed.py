import asyncio

from getstream.video import rtc


async def relay(call, source) -> bool:
    out = await rtc.join(call, "relay")
    await out.connect()
    try:
        async for packet in source:
            await out.send(packet)
    except asyncio.TimeoutError:
        return False
    finally:
        await out.leave()
    return True
