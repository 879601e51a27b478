from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()


class ConnectionManager:
    def __init__(self) -> None:
        self.online: dict[str, WebSocket] = {}

    async def connect_user(self, ws: WebSocket, user_id: str) -> None:
        await ws.accept()
        self.online[user_id] = ws

    def disconnect_user(self, user_id: str) -> None:
        self.online.pop(user_id, None)


hub = ConnectionManager()


@app.websocket("/chat/{user_id}")
async def chat(ws: WebSocket, user_id: str) -> None:
    await hub.connect_user(ws, user_id)  # expect: HUP102
    try:
        while True:
            payload = await ws.receive_json()
            target = hub.online[payload["to"]]
            await target.send_json({"from": user_id, "body": payload["body"]})
    except WebSocketDisconnect:
        hub.disconnect_user(user_id)
