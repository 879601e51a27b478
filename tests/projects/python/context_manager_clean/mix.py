from studio import booth


async def mix(call, tracks):
    async with booth(call, "mixer") as session:
        for track in tracks:
            await session.tracks.add(track)
