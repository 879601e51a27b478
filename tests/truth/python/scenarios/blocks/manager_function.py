from contextlib import contextmanager

from acme_chat import ChatClient


@contextmanager
def signed_in(user_id: str):
    chat = ChatClient("pk_museum")
    chat.connect_user({"id": user_id}, chat.create_token(user_id))  # expect: HUP102
    yield chat
    chat.disconnect_user()


def describe(user_id: str, text: str) -> None:
    with signed_in(user_id) as chat:
        chat.channel("messaging", "paintings").send_message({"text": text})
