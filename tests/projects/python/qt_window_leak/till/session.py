from acme_chat import ChatClient


def open_session(name):
    client = ChatClient("pk_till")
    client.connect_user({"id": name}, client.create_token(name))  # expect: HUP204
    return client
