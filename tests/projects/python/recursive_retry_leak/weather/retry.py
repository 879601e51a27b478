import asyncio


async def attempt(action, *args, left=3):
    try:
        return await action(*args)
    except OSError:
        if left == 0:
            raise
        await asyncio.sleep(1)
        return await attempt(action, *args, left=left - 1)
