from celery import shared_task
from stream_chat import StreamChat

chat = StreamChat("k", "s")


@shared_task
def create(user_id): chat.connect_user({"id": user_id}, chat.create_token(user_id)); chat.disconnect_user()
