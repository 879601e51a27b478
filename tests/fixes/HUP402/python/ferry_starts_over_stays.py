import asyncio

from stream_chat import StreamChatAsync


async def ferry(cross):
    while True:
        boat = StreamChatAsync(api_key="north", api_secret="south")
        try:
            await cross(boat)
        except ConnectionError:
            await asyncio.sleep(1)
