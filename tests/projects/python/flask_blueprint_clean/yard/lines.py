import os

from stream_chat import StreamChat

chat = StreamChat(os.environ["STREAM_KEY"], os.environ["STREAM_SECRET"])


def shout(member, text):
    chat.upsert_user({"id": member})
    chat.channel("messaging", "yard").send_message({"text": text}, member)
