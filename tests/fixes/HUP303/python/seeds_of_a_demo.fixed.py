import os

from stream_chat import StreamChat

server = StreamChat(os.environ["KEY"], os.environ["SECRET"])


def seed(people):
    # everybody who has an account
    server.upsert_users([{"id": person.id, "name": person.name} for person in people])
    print("done")
