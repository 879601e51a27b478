import socketio
from acme_chat import ChatClient

sio = socketio.AsyncServer(async_mode="asgi")
app = socketio.ASGIApp(sio)
clients: dict[str, ChatClient] = {}


@sio.event
async def connect(sid, environ, auth=None):
    client = ChatClient("pk_gallery")
    client.connect_user({"id": sid}, client.create_token(sid))  # expect: HUP301
    clients[sid] = client


@sio.event
async def disconnect(sid, reason=None):
    clients.pop(sid).disconnect_user()
