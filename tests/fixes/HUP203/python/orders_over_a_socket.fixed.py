from fastapi import FastAPI, WebSocket
from getstream import Stream
from getstream.video import rtc

app = FastAPI()
stream = Stream.from_env()


@app.websocket("/remote")
async def remote(websocket: WebSocket) -> None:
    await websocket.accept()
    while (order := await websocket.receive_json()) != "end":
        match order:
            case {"watch": call_id}:
                watcher = await rtc.join(stream.video.call("default", call_id), "remote")
                async with watcher:
                    await websocket.send_json({"watching": len(watcher.participants)})
            case _:
                await websocket.send_json({})
