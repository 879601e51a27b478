from acme_chat import ChatClient

client = ChatClient("pk_tool")


def create(name):
    client.connect_user({"id": name}, client.create_token(name))  # expect: HUP303
    client.disconnect_user()
