from starlette.applications import Starlette
from starlette.endpoints import WebSocketEndpoint
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket


class Gates:
    def __init__(self) -> None:
        self.open: dict[str, WebSocket] = {}

    async def connect_user(self, gate: str, websocket: WebSocket) -> None:
        await websocket.accept()
        self.open[gate] = websocket

    def disconnect_user(self, gate: str) -> None:
        self.open.pop(gate, None)


gates = Gates()


class Gate(WebSocketEndpoint):
    encoding = "json"

    async def on_connect(self, websocket: WebSocket) -> None:
        await gates.connect_user(websocket.path_params["gate"], websocket)  # expect: HUP102
        credentials = await websocket.receive_json()
        await websocket.send_json({"accepted": credentials["key"] == "1234"})

    async def on_receive(self, websocket: WebSocket, data: dict) -> None:
        await websocket.send_json({"open": data["open"]})

    async def on_disconnect(self, websocket: WebSocket, close_code: int) -> None:
        gates.disconnect_user(websocket.path_params["gate"])


app = Starlette(routes=[WebSocketRoute("/gate/{gate}", Gate)])
