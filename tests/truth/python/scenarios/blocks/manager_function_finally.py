from contextlib import contextmanager

from acme_chat import ChatClient


@contextmanager
def as_user(user_id: str):
    chat = ChatClient("pk_zoo")
    chat.connect_user({"id": user_id}, chat.create_token(user_id))
    try:
        yield chat
    finally:
        chat.disconnect_user()


def feed(user_id: str, text: str) -> None:
    with as_user(user_id) as chat:
        chat.channel("messaging", "lions").send_message({"text": text})
