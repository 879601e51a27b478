from stream_chat import StreamChat


def seed(names: list[str]) -> None:
    server = StreamChat(api_key="key", api_secret="secret")
    server.upsert_users([{"id": name, "name": name.title()} for name in names])
