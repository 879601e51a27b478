from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()


class ConnectionManager:
    def __init__(self) -> None:
        self.by_user: dict[str, WebSocket] = {}

    async def connect_user(self, websocket: WebSocket, user_id: str) -> None:
        await websocket.accept()
        self.by_user[user_id] = websocket

    def disconnect_user(self, user_id: str) -> None:
        self.by_user.pop(user_id, None)


manager = ConnectionManager()


@app.websocket("/feed/{user_id}")
async def feed(websocket: WebSocket, user_id: str) -> None:
    await manager.connect_user(websocket, user_id)  # expect: HUP103
    try:
        while True:
            await websocket.send_text(await websocket.receive_text())
    except WebSocketDisconnect:
        pass
    finally:
        manager.disconnect_user(websocket)
