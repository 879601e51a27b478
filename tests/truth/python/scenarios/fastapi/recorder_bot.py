from fastapi import FastAPI
from getstream import AsyncStream
from getstream.video import rtc

app = FastAPI()
stream = AsyncStream()


@app.post("/calls/{call_id}/record")
async def record(call_id: str) -> dict[str, str]:
    session = await rtc.join(stream.video.call("default", call_id), "recorder")
    await session.connect()  # expect: HUP101
    return {"recording": call_id}
