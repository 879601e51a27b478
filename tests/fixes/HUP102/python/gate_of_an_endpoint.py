from fastapi import FastAPI, WebSocket
from starlette.endpoints import WebSocketEndpoint

app = FastAPI()


class Gates:
    def __init__(self) -> None:
        self.open: dict[str, WebSocket] = {}

    async def connect_user(self, gate: str, socket: WebSocket) -> None:
        await socket.accept()
        self.open[gate] = socket

    def disconnect_user(self, gate: str) -> None:
        self.open.pop(gate, None)


gates = Gates()


@app.websocket_route("/gates/{gate}")
class Gate(WebSocketEndpoint):
    encoding = "json"

    async def on_connect(self, websocket: WebSocket) -> None:
        await gates.connect_user(websocket.path_params["gate"], websocket)
        credentials = await websocket.receive_json()
        await websocket.send_json({"accepted": credentials["key"] == "1234"})

    async def on_disconnect(self, websocket: WebSocket, close_code: int) -> None:
        gates.disconnect_user(websocket.path_params["gate"])
