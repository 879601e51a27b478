from acme_chat import ChatClient
from flask import Flask, jsonify, request

app = Flask(__name__)


@app.post("/feedback")
def feedback():
    user_id = request.json["user"]
    chat = ChatClient("pk_live")
    chat.connect_user({"id": user_id}, chat.create_token(user_id))  # expect: HUP301
    chat.channel("messaging", "feedback").send_message({"text": request.json["text"]})
    return jsonify(ok=True)
