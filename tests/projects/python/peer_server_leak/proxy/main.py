import asyncio

import websockets

from proxy.peer import handle


async def main():
    async with websockets.serve(handle, "", 8765):
        await asyncio.Future()


asyncio.run(main())
