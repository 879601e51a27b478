from app.calls import join_call


async def transcribe(call, sink):
    connection = await join_call(call, "scribe")
    async for chunk in sink.follow(connection):
        await sink.write(chunk)
    await connection.leave()
