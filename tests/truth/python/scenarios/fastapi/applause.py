from fastapi import Depends, FastAPI, HTTPException
from getstream import AsyncStream
from getstream.video import rtc

app = FastAPI()
stream = AsyncStream()


async def audience(call_id: str):
    session = await rtc.join(stream.video.call("livestream", call_id), "audience")
    await session.connect()
    try:
        yield session
    finally:
        await session.leave()


@app.post("/calls/{call_id}/applause")
async def applause(seconds: int, crowd=Depends(audience)) -> dict[str, int]:
    if seconds > 60:
        raise HTTPException(422, "hands hurt")
    return {"clapped": seconds}
