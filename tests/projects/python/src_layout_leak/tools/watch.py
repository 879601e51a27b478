import asyncio

from tollgate import Booth


async def watch(call, camera):
    booth = Booth(call)
    await booth.open("camera-7")
    while camera.is_on():
        await camera.push(booth)
        await asyncio.sleep(1)
    await booth.close()
