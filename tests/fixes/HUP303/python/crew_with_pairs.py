from stream_chat import StreamChat

chat = StreamChat("key", "secret")


def create_crew(crew: dict[str, str]):
    for badge, name in crew.items(): chat.connect_user({"id": badge, "name": name}, chat.create_token(badge))
