"""Flask."""
import os
from functools import cache
from flask import Flask, current_app, jsonify
from stream_chat import StreamChat

app = Flask(__name__)
app.config["KEY"] = os.environ["KEY"]


@cache
def shared_client() -> StreamChat:
    return StreamChat(current_app.config["KEY"], current_app.config["SECRET"])


@app.get("/token/<user_id>")
def token(user_id):
    chat = shared_client()
    return jsonify(token=chat.create_token(user_id))
