from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()


class Board:
    """Everybody who is looking at the drawing, and the strokes so far."""

    def __init__(self) -> None:
        self.viewers: set[WebSocket] = set()
        self.strokes: list[dict] = []

    async def connect_user(self, socket: WebSocket) -> None:
        await socket.accept()
        self.viewers.add(socket)

    def disconnect_user(self, socket: WebSocket) -> None:
        self.viewers.discard(socket)


board = Board()


@app.websocket("/board")
async def draw(socket: WebSocket) -> None:
    await board.connect_user(socket)
    try:
        while True:
            stroke = await socket.receive_json()
            board.strokes.append(stroke)
            for viewer in list(board.viewers):
                await viewer.send_json(stroke)
    except WebSocketDisconnect:
        pass
    finally:
        board.disconnect_user(socket)
