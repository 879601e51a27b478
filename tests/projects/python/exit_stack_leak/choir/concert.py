from contextlib import AsyncExitStack

from choir.voices import add_voice


async def perform(call, soprano, alto):
    async with AsyncExitStack() as stack:
        first = await add_voice(stack, call, soprano)
        second = await add_voice(stack, call, alto)
        await first.sing_with(second)
