from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from getstream import AsyncStream
from getstream.video import rtc

app = FastAPI()
stream = AsyncStream()


@app.websocket("/transcribe/{call_id}")
async def transcribe(websocket: WebSocket, call_id: str) -> None:
    await websocket.accept()
    session = await rtc.join(stream.video.call("default", call_id), "transcriber")
    await session.connect()  # expect: HUP102
    try:
        while True:
            request = await websocket.receive_json()
            await websocket.send_json({"line": request["line"], "text": ""})
    except WebSocketDisconnect:
        await session.leave()
