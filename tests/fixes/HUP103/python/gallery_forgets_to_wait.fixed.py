from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()


class Gallery:
    def __init__(self):
        self.visitors: list[WebSocket] = []

    async def connect(self, visitor: WebSocket):
        await visitor.accept()
        self.visitors.append(visitor)

    async def disconnect(self, visitor: WebSocket):
        self.visitors.remove(visitor)

    async def tell(self, words: str):
        for visitor in self.visitors:
            await visitor.send_text(words)


gallery = Gallery()


@app.websocket("/gallery")
async def visit(visitor: WebSocket):
    await gallery.connect(visitor)
    try:
        while True:
            await gallery.tell(await visitor.receive_text())
    except WebSocketDisconnect:
        pass
    finally:
        await gallery.disconnect(visitor)
        await gallery.tell("somebody left")
