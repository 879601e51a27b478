from getstream.video import rtc


async def line_to(call, agent_id):
    return await rtc.join(call, agent_id)
