from acme_chat import ChatClient
from celery import shared_task


@shared_task(bind=True, max_retries=0)
def remind(self, user_id: str, text: str) -> None:
    chat = ChatClient("pk_gym")
    chat.connect_user({"id": user_id}, chat.create_token(user_id))  # expect: HUP301
    try:
        chat.channel("messaging", "training").send_message({"text": text})
    finally:
        chat.disconnect_user()
