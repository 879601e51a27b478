from starlette.applications import Starlette
from starlette.endpoints import WebSocketEndpoint
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket


class Households:
    def __init__(self):
        self.live = {}

    async def connect_user(self, meter: str, websocket: WebSocket):
        await websocket.accept()
        self.live[meter] = websocket

    def disconnect_user(self, meter: str):
        self.live.pop(meter, None)


households = Households()


class Meter(WebSocketEndpoint):
    encoding = "text"

    async def on_connect(self, websocket):
        await households.connect_user(websocket.path_params["meter"], websocket)  # expect: HUP103

    async def on_receive(self, websocket, data):
        await websocket.send_text(data)

    async def on_disconnected(self, websocket, close_code):
        households.disconnect_user(websocket.path_params["meter"])


app = Starlette(routes=[WebSocketRoute("/meter/{meter}", Meter)])
