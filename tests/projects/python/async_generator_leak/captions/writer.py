from captions.feed import words


async def write(call, path):
    with path.open("a") as file:
        async for word in words(call):
            file.write(word + " ")
