from flask import Flask, request
from stream_chat import StreamChat

app = Flask(__name__)
chat = StreamChat("key", "secret")


@app.route("/users", methods=["POST"])
def users():
    payload = request.get_json()
    try:
        chat.connect_user({"id": payload["id"]}, token=chat.create_token(payload["id"]))
    except Exception as error:
        return {"error": str(error)}, 502
    return {"ok": True}
