import logging

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
log = logging.getLogger(__name__)


class Lobby:
    def __init__(self):
        self.waiting = []

    async def connect_user(self, websocket: WebSocket):
        await websocket.accept()
        self.waiting.append(websocket)

    def disconnect_user(self, websocket: WebSocket):
        self.waiting.remove(websocket)


lobby = Lobby()


@app.websocket("/lobby")
async def enter(websocket: WebSocket):
    await lobby.connect_user(websocket)  # expect: HUP101
    try:
        async for name in websocket.iter_text():
            await websocket.send_text(f"{name}, {len(lobby.waiting)} are waiting")
    except WebSocketDisconnect as gone:
        log.info("closed with %s", gone.code)
