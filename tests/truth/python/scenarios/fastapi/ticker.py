import asyncio

from fastapi import FastAPI, WebSocket

app = FastAPI()


class Subscribers:
    def __init__(self):
        self.by_name = {}
        self.prices = asyncio.Queue()

    async def connect_user(self, websocket, name):
        await websocket.accept()
        self.by_name[name] = websocket
        await websocket.send_text("welcome")

    def disconnect_user(self, name):
        self.by_name.pop(name, None)


subscribers = Subscribers()


@app.websocket("/ticker/{name}")
async def ticker(websocket: WebSocket, name: str):
    await subscribers.connect_user(websocket, name)  # expect: HUP102
    try:
        while True:
            price = await subscribers.prices.get()
            await websocket.send_text(price)
    except Exception:
        subscribers.disconnect_user(name)
