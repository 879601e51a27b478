import os

from stream_chat import StreamChat

chat = StreamChat(os.environ["KEY"], os.environ["SECRET"])


def listen(room):
    return len(chat.query_channels({"id": room})["channels"])
