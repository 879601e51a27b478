from fastapi import FastAPI, WebSocket
from getstream import AsyncStream
from getstream.video import rtc

app = FastAPI()
stream = AsyncStream()


@app.websocket("/booth/{call_id}")
async def booth(websocket: WebSocket, call_id: str) -> None:
    await websocket.accept()
    call = stream.video.call("default", call_id)
    async with await rtc.join(call, "interpreter") as session:
        while True:
            word = await websocket.receive_json()
            await websocket.send_json({"spoken": word["text"], "by": session.user_id})
