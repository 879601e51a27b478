from harbour.stream_chat.bridge import Bridge


async def hail(vessel, text):
    bridge = Bridge(vessel.berth)
    return await bridge.speak(vessel.pilot, text)
