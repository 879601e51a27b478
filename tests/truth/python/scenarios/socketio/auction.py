import socketio
from acme_chat import ChatClient

sio = socketio.AsyncServer(async_mode="asgi")
app = socketio.ASGIApp(sio)


@sio.on("bid")
async def bid(sid, data):
    client = ChatClient("pk_auction")
    client.connect_user({"id": sid}, client.create_token(sid))  # expect: HUP301
    client.channel("livestream", "lot").send_message({"text": data["text"]})
    return "taken"
