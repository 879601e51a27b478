from django.conf import settings
from stream_chat import StreamChat


def server():
    return StreamChat(settings.STREAM_KEY, settings.STREAM_SECRET)
