from getstream.video import rtc


async def join_call(call, user_id):
    connection = await rtc.join(call, user_id)
    await connection.connect()  # expect: HUP102
    return connection
