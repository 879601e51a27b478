from acme_chat import ChatClient
from flask import Flask, g, request

app = Flask(__name__)


@app.before_request
def sign_in():
    g.chat = ChatClient("pk_tenants")
    g.chat.connect_user({"id": request.json["user"]}, "t")  # expect: HUP301


@app.teardown_request
def sign_out(error):
    chat = g.pop("chat", None)
    if chat is not None:
        chat.disconnect_user()


@app.post("/rent")
def rent():
    g.chat.channel("messaging", "rent").send_message({"text": request.json["text"]})
    return {"paid": True}
