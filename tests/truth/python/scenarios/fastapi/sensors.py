from starlette.applications import Starlette
from starlette.endpoints import WebSocketEndpoint
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket


class Fleet:
    def __init__(self) -> None:
        self.devices: dict[str, WebSocket] = {}

    async def connect_user(self, device: str, websocket: WebSocket) -> None:
        self.devices[device] = websocket
        await websocket.send_json({"registered": device})

    def disconnect_user(self, device: str) -> None:
        self.devices.pop(device, None)


fleet = Fleet()


class Sensor(WebSocketEndpoint):
    encoding = "json"

    async def on_connect(self, websocket: WebSocket) -> None:
        await websocket.accept()
        await fleet.connect_user(websocket.path_params["device"], websocket)

    async def on_receive(self, websocket: WebSocket, data: dict) -> None:
        await websocket.send_json({"stored": data["value"]})

    async def on_disconnect(self, websocket: WebSocket, close_code: int) -> None:
        fleet.disconnect_user(websocket.path_params["device"])


app = Starlette(routes=[WebSocketRoute("/sensor/{device}", Sensor)])
