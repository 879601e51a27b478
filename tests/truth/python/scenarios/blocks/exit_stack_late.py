from contextlib import ExitStack

from acme_chat import ChatClient


def report(user_id: str, text: str) -> None:
    with ExitStack() as stack:
        chat = ChatClient("pk_report")
        chat.connect_user({"id": user_id}, chat.create_token(user_id))  # expect: HUP102
        chat.channel("team", "reports").send_message({"text": text})
        stack.callback(chat.disconnect_user)
