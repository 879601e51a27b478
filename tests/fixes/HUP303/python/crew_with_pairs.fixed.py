from stream_chat import StreamChat

chat = StreamChat("key", "secret")


def create_crew(crew: dict[str, str]):
    chat.upsert_users([{"id": badge, "name": name} for badge, name in crew.items()])
