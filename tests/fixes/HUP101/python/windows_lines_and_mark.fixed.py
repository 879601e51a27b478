"""Zählt die Stimmen."""
from acme_chat import ChatClient


def ballot(key: str, name: str, token: str) -> int:
    chat = ChatClient(key)
    chat.connect_user({"id": name}, token)  # Wähler
    try:
        votes = 0
        for channel in chat.query_channels({"type": "ballot"}):
            votes += len(channel.state["members"])
        return votes
    finally:
        chat.disconnect_user()
