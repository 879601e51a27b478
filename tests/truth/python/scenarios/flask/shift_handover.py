from acme_chat import ChatClient
from flask import Flask, abort, request

app = Flask(__name__)


@app.post("/handover")
def handover():
    data = request.get_json()
    chat = ChatClient("pk_clinic")
    chat.connect_user({"id": data["user"]}, chat.create_token(data["user"]))  # expect: HUP301
    if not data["text"]:
        abort(422)
    chat.channel("team", "handover").send_message({"text": data["text"]})
    chat.disconnect_user()
    return {"ok": True}
