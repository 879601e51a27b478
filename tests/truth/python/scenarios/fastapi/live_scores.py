from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from getstream import AsyncStream
from getstream.video import rtc

app = FastAPI()
stream = AsyncStream()


async def scores(call_id: str, goals: list[str]):
    session = await rtc.join(stream.video.call("livestream", call_id), "scoreboard")
    await session.connect()  # expect: HUP102
    for goal in goals:
        yield f"{int(goal)}\n"
    await session.leave()


@app.post("/scores/{call_id}")
async def live(call_id: str, goals: str) -> StreamingResponse:
    return StreamingResponse(scores(call_id, goals.split(",")))
