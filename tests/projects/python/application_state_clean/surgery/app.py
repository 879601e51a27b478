from contextlib import asynccontextmanager

from fastapi import FastAPI
from getstream import Stream
from getstream.video import rtc

from surgery import waiting_room


@asynccontextmanager
async def lifespan(app: FastAPI):
    call = Stream(api_key="s4", api_secret="s").video.call("audio_room", "waiting-room")
    app.state.speaker = await rtc.join(call, "speaker")
    await app.state.speaker.connect()
    try:
        yield
    finally:
        await app.state.speaker.leave()


app = FastAPI(lifespan=lifespan)
app.include_router(waiting_room.router)
