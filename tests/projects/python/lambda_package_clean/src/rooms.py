import os

from stream_chat import StreamChat

chat = StreamChat(os.environ["KEY"], os.environ["SECRET"])


def token(guest):
    return chat.create_token(guest)
