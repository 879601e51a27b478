from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()


class ConnectionManager:
    def __init__(self):
        self.sockets: list[WebSocket] = []

    async def connect_user(self, socket: WebSocket):
        await socket.accept()
        self.sockets.append(socket)

    def disconnect_user(self, socket: WebSocket):
        self.sockets.remove(socket)

    async def broadcast(self, text: str):
        for socket in self.sockets:
            await socket.send_text(text)


manager = ConnectionManager()


@app.websocket("/ws")
async def endpoint(socket: WebSocket):
    await manager.connect_user(socket)
    try:
        while True:
            await manager.broadcast(await socket.receive_text())
    except WebSocketDisconnect:
        manager.disconnect_user(socket)
        await manager.broadcast("somebody left")
