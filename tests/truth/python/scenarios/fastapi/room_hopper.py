from fastapi import FastAPI, WebSocket
from getstream import AsyncStream
from getstream.video import rtc

app = FastAPI()
stream = AsyncStream()


@app.websocket("/hop")
async def hop(websocket: WebSocket) -> None:
    await websocket.accept()
    current = None
    try:
        async for room in websocket.iter_text():
            if current is not None:
                await current.leave()
            current = await rtc.join(stream.video.call("default", room), "hopper")
            await current.connect()
            await websocket.send_json({"joined": room})
    finally:
        if current is not None:
            await current.leave()
