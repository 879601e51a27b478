from fastapi import APIRouter, Request
from getstream.video import rtc

router = APIRouter()


@router.post("/rooms/{room}/speaker")
async def move(room: str, request: Request) -> dict:
    state = request.app.state
    state.speaker = await rtc.join(state.speaker.call, "speaker")
    await state.speaker.connect()  # expect: HUP105
    return {"speaker": room}
