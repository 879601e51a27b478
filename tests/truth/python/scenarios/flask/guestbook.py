from acme_chat import ChatClient
from flask import Blueprint, Flask, request

pages = Blueprint("pages", __name__)


@pages.route("/guestbook", methods=["POST"])
def sign():
    entry = request.get_json()
    chat = ChatClient("pk_hotel")
    try:
        chat.connect_user({"id": entry["user"]}, chat.create_token(entry["user"]))  # expect: HUP301
        chat.channel("livestream", "guestbook").send_message({"text": entry["text"]})
    finally:
        chat.disconnect_user()
    return "", 204


app = Flask(__name__)
app.register_blueprint(pages)
