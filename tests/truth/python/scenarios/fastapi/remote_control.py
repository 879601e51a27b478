from fastapi import FastAPI, WebSocket
from getstream import AsyncStream
from getstream.video import rtc

app = FastAPI()
stream = AsyncStream()


@app.websocket("/remote")
async def remote(websocket: WebSocket) -> None:
    await websocket.accept()
    async for room in websocket.iter_text():
        session = await rtc.join(stream.video.call("default", room), "remote")
        await session.connect()  # expect: HUP203
        await websocket.send_json({"joined": room})
