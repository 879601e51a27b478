import asyncio

from tollgate import Booth


async def watch(call, camera):
    booth = Booth(call)
    await booth.open("camera-7")
    try:
        while camera.is_on():
            await camera.push(booth)
            await asyncio.sleep(1)
    finally:
        await booth.close()
