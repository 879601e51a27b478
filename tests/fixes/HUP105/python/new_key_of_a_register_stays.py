from fastapi import FastAPI, WebSocket

app = FastAPI()


class Peers:
    def __init__(self) -> None:
        self.sockets: dict[str, WebSocket] = {}

    async def connect_user(self, socket: WebSocket, name: str) -> None:
        self.sockets[name] = socket
        await socket.send_json({"you": name})

    def disconnect_user(self, name: str) -> None:
        self.sockets.pop(name, None)


peers = Peers()


@app.websocket("/arena")
async def arena(socket: WebSocket) -> None:
    await socket.accept()
    current = ""

    async def become(name: str) -> None:
        nonlocal current
        current = name
        await peers.connect_user(socket, current)

    try:
        await become(f"guest-{id(socket)}")
        await become((await socket.receive_json())["login"])
        async for _ in socket.iter_text():
            await socket.send_json({"online": len(peers.sockets)})
    finally:
        peers.disconnect_user(current)
