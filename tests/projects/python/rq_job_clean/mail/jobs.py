import os

from stream_chat import StreamChat

chat = StreamChat(os.environ["KEY"], os.environ["SECRET"])


def remind(tenant, text):
    chat.channel("messaging", tenant).send_message({"text": text}, "landlord")
