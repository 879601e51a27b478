from acme_chat import ChatClient

chat = ChatClient("pk_rooms")


def enter(name):
    chat.connect_user({"id": name}, chat.create_token(name))  # expect: HUP201
