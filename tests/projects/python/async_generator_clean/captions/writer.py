from contextlib import aclosing

from captions.feed import words


async def write(call, path):
    with path.open("a") as file:
        async with aclosing(words(call)) as spoken:
            async for word in spoken:
                file.write(word + " ")
