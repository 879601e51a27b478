import os

from stream_chat import StreamChat

server = StreamChat(os.environ["KEY"], os.environ["SECRET"])


def seed(people):
    # everybody who has an account
    for person in people:
        token = server.create_token(person.id)
        server.connect_user({"id": person.id, "name": person.name}, token)
        server.disconnect_user()
    print("done")
