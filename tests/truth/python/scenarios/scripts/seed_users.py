from acme_chat import ChatClient


def seed(names: list[str]) -> None:
    for name in names:
        client = ChatClient("pk_seed")
        client.connect_user({"id": name, "name": name.title()}, client.create_token(name))  # expect: HUP303
        client.disconnect_user()
