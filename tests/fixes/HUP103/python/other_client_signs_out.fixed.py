from acme_chat import ChatClient

_desk = ChatClient("key")


def hello(guest: ChatClient, name: str, token: str) -> None:
    guest.connect_user({"id": name}, token)
    try:
        guest.channel("livestream", "foyer").send_message({"text": """
hello
"""})
    finally:
        guest.disconnect_user()
