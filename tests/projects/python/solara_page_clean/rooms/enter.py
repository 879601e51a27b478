import os

from stream_chat import StreamChat

chat = StreamChat(os.environ["KEY"], os.environ["SECRET"])


def enter(name):
    return chat.create_token(name)
