"""Presence for Harbour's dashboard, as in ``ws.py``: here every way out removes the socket."""

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()


class ConnectionManager:
    def __init__(self) -> None:
        self.sockets: dict[str, WebSocket] = {}

    async def connect_user(self, socket: WebSocket, user_id: str) -> None:
        await socket.accept()
        self.sockets[user_id] = socket

    def disconnect_user(self, user_id: str) -> None:
        self.sockets.pop(user_id, None)

    async def tell(self, user_id: str, message: dict) -> None:
        await self.sockets[user_id].send_json(message)


manager = ConnectionManager()


@app.websocket("/ws/{user_id}")
async def presence(socket: WebSocket, user_id: str) -> None:
    await manager.connect_user(socket, user_id)
    try:
        while True:
            message = await socket.receive_json()
            await manager.tell(message["to"], {"from": user_id, "berth": message["berth"]})
    except WebSocketDisconnect:
        pass
    finally:
        manager.disconnect_user(user_id)
