from acme_chat import ChatClient


def sign_in(key, user, token, room):
    chat = ChatClient(key)
    chat.connect_user({"id": user}, token)
    if not chat.channel("team", room).members:
        chat.disconnect_user()
        return None
    return chat


def main(key, user, token):
    chat = sign_in(key, user, token, "desk")
    if chat is not None:
        try:
            chat.channel("team", "desk").send_message({"text": "here"})
        finally:
            chat.disconnect_user()
