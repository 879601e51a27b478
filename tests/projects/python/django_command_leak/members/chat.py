from acme_chat import ChatClient

chat = ChatClient("pk_members")


def register(member, name):
    chat.connect_user({"id": member, "name": name}, chat.create_token(member))  # expect: HUP303
    chat.disconnect_user()
