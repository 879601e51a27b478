import threading

from acme_chat import ChatClient


def beat(user_id: str) -> None:
    chat = ChatClient("pk_beat")
    chat.connect_user({"id": user_id}, chat.create_token(user_id))
    try:
        chat.channel("team", "alive").send_message({"text": "still here"})
    finally:
        chat.disconnect_user()
    threading.Timer(30, beat, args=(user_id,)).start()
