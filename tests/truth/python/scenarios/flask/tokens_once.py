from flask import Flask, request
from stream_chat import StreamChat

app = Flask(__name__)
chat = StreamChat(api_key="key", api_secret="secret")


@app.post("/token")
def token():
    user_id = request.json["user"]
    chat.query_channels({"members": {"$in": [user_id]}})
    return {"token": chat.create_token(user_id)}
