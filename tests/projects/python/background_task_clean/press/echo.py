import os

from stream_chat import StreamChat

chat = StreamChat(os.environ["KEY"], os.environ["SECRET"])


def echo(author, title):
    chat.channel("messaging", "news").send_message({"text": title}, author)
