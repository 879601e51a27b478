import os

from stream_chat import StreamChat

server = StreamChat(os.environ["STREAM_KEY"], os.environ["STREAM_SECRET"])


def token(player):
    return server.create_token(player)
