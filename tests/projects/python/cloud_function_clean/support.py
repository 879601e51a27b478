import os

from stream_chat import StreamChat

chat = StreamChat(os.environ["KEY"], os.environ["SECRET"])


def escalate(customer):
    chat.channel("messaging", "support").send_message({"text": "help"}, customer)
