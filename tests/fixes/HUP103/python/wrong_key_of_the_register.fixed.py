from fastapi import FastAPI, WebSocket

app = FastAPI()


class Peers:
    def __init__(self) -> None:
        self.by_name: dict[str, WebSocket] = {}

    async def connect_user(self, socket: WebSocket, name: str) -> None:
        await socket.accept()
        self.by_name[name] = socket

    def disconnect_user(self, name: str) -> None:
        self.by_name.pop(name, None)


peers = Peers()


@app.websocket("/peers/{name}")
async def peer(socket: WebSocket, name: str) -> None:
    await peers.connect_user(socket, name)
    try:
        while True: await socket.send_text(await socket.receive_text())
    finally: peers.disconnect_user(name)
