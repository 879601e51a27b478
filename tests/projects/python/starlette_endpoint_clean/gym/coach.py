import os

from stream_chat import StreamChatAsync


def open_coach():
    return StreamChatAsync(os.environ["KEY"], os.environ["SECRET"])
