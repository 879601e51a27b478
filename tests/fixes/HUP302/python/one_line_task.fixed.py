from celery import shared_task
from stream_chat import StreamChat

chat = StreamChat("k", "s")


@shared_task
def create(user_id): chat.upsert_users([{"id": user_id}])
