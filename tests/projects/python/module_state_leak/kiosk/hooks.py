from getstream.video import rtc

from kiosk import state


async def startup(call):
    state.line = await rtc.join(call, "kiosk")
    await state.line.connect()


async def restart(call):
    state.line = await rtc.join(call, "kiosk")
    await state.line.connect()  # expect: HUP105


async def shutdown():
    if state.line is not None:
        await state.line.leave()
        state.line = None
