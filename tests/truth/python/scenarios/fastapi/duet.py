import asyncio

from fastapi import FastAPI, WebSocket
from getstream import AsyncStream
from getstream.video import rtc

app = FastAPI()
stream = AsyncStream()


async def echo(websocket: WebSocket) -> None:
    async for line in websocket.iter_text():
        await websocket.send_text(line)
    raise ConnectionError("singer has left")


@app.websocket("/duet/{call_id}")
async def duet(websocket: WebSocket, call_id: str) -> None:
    await websocket.accept()
    session = await rtc.join(stream.video.call("default", call_id), "duet")
    await session.connect()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(echo(websocket))
            group.create_task(session.wait())
    except* ConnectionError:
        pass
    finally:
        await session.leave()
