from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from getstream import AsyncStream
from getstream.video import rtc


@asynccontextmanager
async def lifespan(app: FastAPI):
    stream = AsyncStream()
    session = await rtc.join(stream.video.call("audio_room", "reception"), "concierge")
    await session.connect()
    try:
        app.state.concierge = session
        yield
    finally:
        await session.leave()
        await stream.aclose()


app = FastAPI(lifespan=lifespan)


@app.post("/ask")
async def ask(request: Request) -> dict[str, str]:
    return {"answer": f"{request.app.state.concierge.user_id} is on her way"}
