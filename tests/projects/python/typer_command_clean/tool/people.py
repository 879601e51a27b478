import os

from stream_chat import StreamChat

client = StreamChat(os.environ["KEY"], os.environ["SECRET"])


def create(names):
    client.upsert_users([{"id": name} for name in names])
