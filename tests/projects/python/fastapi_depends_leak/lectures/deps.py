from typing import Annotated

from fastapi import Depends, Request
from getstream.video import rtc


async def podium(request: Request):
    seat = await rtc.join(request.app.state.call, "lecturer")
    await seat.connect()  # expect: HUP102
    yield seat
    await seat.leave()


Podium = Annotated[rtc.ConnectionManager, Depends(podium)]
