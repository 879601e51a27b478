from acme_chat import ChatClient

chat = ChatClient("pk_portal")


def appear(name):
    chat.connect_user({"id": name}, chat.create_token(name))  # expect: HUP301
