from django.conf import settings
from stream_chat import StreamChat


def register(members):
    chat = StreamChat(settings.STREAM_KEY, settings.STREAM_SECRET)
    chat.upsert_users(members)
