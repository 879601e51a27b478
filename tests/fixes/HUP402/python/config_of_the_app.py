"""Flask."""
import os
from flask import Flask, current_app, jsonify
from stream_chat import StreamChat

app = Flask(__name__)
app.config["KEY"] = os.environ["KEY"]


@app.get("/token/<user_id>")
def token(user_id):
    chat = StreamChat(current_app.config["KEY"], current_app.config["SECRET"])
    return jsonify(token=chat.create_token(user_id))
