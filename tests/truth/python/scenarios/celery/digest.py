from acme_chat import ChatClient
from celery import Celery

app = Celery("digest", broker="memory://")


@app.task
def send_digest(user_id: str, text: str) -> str:
    chat = ChatClient("pk_news")
    chat.connect_user({"id": user_id}, chat.create_token(user_id))  # expect: HUP301
    chat.channel("messaging", "digest").send_message({"text": text})
    return user_id
