import logging

from acme_chat import ChatClient


def remind(chat: ChatClient, me: str, token: str, due: list[str]) -> None:
    chat.connect_user({"id": me}, token)
    try:
        text = "\n".join(due)
        room = chat.channel("messaging", text[:8])
        try:
            room.send_message({"text": text})
        except ValueError:
            logging.exception("not sent")
    finally:
        chat.disconnect_user()
