from fastapi import FastAPI, WebSocket

app = FastAPI()


class ConnectionManager:
    def __init__(self) -> None:
        self.sockets: dict[str, WebSocket] = {}

    async def connect_user(self, websocket: WebSocket, user_id: str) -> None:
        self.sockets[user_id] = websocket
        await websocket.send_json({"you": user_id})

    def disconnect_user(self, user_id: str) -> None:
        self.sockets.pop(user_id, None)


manager = ConnectionManager()


@app.websocket("/arena")
async def arena(websocket: WebSocket) -> None:
    await websocket.accept()
    player = f"guest-{id(websocket)}"
    await manager.connect_user(websocket, player)  # expect: HUP102
    try:
        player = (await websocket.receive_json())["login"]
        await manager.connect_user(websocket, player)  # expect: HUP105
        async for _ in websocket.iter_text():
            await websocket.send_json({"online": len(manager.sockets)})
    finally:
        manager.disconnect_user(player)
