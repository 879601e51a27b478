from starlette.websockets import WebSocket, WebSocketDisconnect
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute


class Tables:
    def __init__(self):
        self.players = {}

    async def connect_user(self, socket, player, table=None):
        await socket.accept()
        self.players[player] = socket

    def disconnect_user(self, player):
        del self.players[player]


tables = Tables()


async def play(websocket: WebSocket):
    name = websocket.query_params["name"]
    await tables.connect_user(websocket, name)
    try:
        async for move in websocket.iter_json():
            match move:
                case {"to": to}:
                    await tables.players[to].send_json(move)
                case _:
                    raise ValueError(move)
    except WebSocketDisconnect:
        pass
    finally:
        tables.disconnect_user(name)


app = Starlette(routes=[WebSocketRoute("/play", play)])
