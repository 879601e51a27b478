from fastapi import FastAPI, WebSocket, WebSocketDisconnect

from .orders import publish

app = FastAPI()


class LoungeManager:
    def __init__(self):
        self.lounges: dict[str, list[WebSocket]] = {}

    async def connect_user(self, socket: WebSocket, lounge: str):
        await socket.accept()
        self.lounges.setdefault(lounge, []).append(socket)

    def disconnect_user(self, socket: WebSocket, lounge: str):
        self.lounges[lounge].remove(socket)


manager = LoungeManager()


@app.websocket("/lounges/{lounge}")
async def endpoint(socket: WebSocket, lounge: str):
    await manager.connect_user(socket, lounge)
    try:
        while True:
            await publish(lounge, await socket.receive_text())
    except WebSocketDisconnect:
        manager.disconnect_user(socket, lounge)
    except ValueError as error:
        print(error)  # not JSON
        manager.disconnect_user(socket, lounge)
