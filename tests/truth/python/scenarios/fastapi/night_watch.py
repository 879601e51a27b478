from contextlib import asynccontextmanager

from fastapi import FastAPI
from getstream import AsyncStream
from getstream.video import rtc

stream = AsyncStream()


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.watch = await rtc.join(stream.video.call("default", "gate"), "night-watch")
    await app.state.watch.connect()
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/open")
async def open_gate() -> dict[str, bool]:
    return {"open": True}
