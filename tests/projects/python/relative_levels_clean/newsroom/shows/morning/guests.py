from ...core.lines import dial
from .opening import greet
from .. import morning


async def interview(call, guest, teleprompter):
    line = await dial(call, guest)
    try:
        teleprompter.show(greet([guest]))
        await teleprompter.finished()
    finally:
        await line.leave()
