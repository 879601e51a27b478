from contextlib import ExitStack

from acme_chat import ChatClient


def relay(users: list[str], text: str) -> None:
    with ExitStack() as stack:
        for user_id in users:
            chat = ChatClient("pk_relay")
            chat.connect_user({"id": user_id}, chat.create_token(user_id))
            stack.callback(chat.disconnect_user)
        chat.channel("messaging", "relay").send_message({"text": text})
