from django.conf import settings
from stream_chat import StreamChat

chat = StreamChat(settings.STREAM_KEY, settings.STREAM_SECRET)


def announce(author, title):
    chat.channel("messaging", "posts").send_message({"text": title}, author)
