from acme_chat import ChatClient
from flask import Flask, Response, request

app = Flask(__name__)


def programme(user_id: str, shows: list[str]):
    chat = ChatClient("pk_radio")
    chat.connect_user({"id": user_id}, chat.create_token(user_id))  # expect: HUP301
    try:
        for show in shows:
            chat.channel("livestream", "now").send_message({"text": show})
            yield f"{show}\n"
    finally:
        chat.disconnect_user()


@app.post("/guide")
def guide():
    data = request.get_json()
    return Response(programme(data["user"], data["text"].split(",")), mimetype="text/plain")
