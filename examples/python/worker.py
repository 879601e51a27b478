"""Tasks of Harbour's queue."""

import os

from celery import Celery
from stream_chat import StreamChat

app = Celery("harbour", broker=os.environ["BROKER_URL"])


@app.task
def rename_member(user_id: str, name: str) -> None:
    client = StreamChat(api_key=os.environ["STREAM_KEY"], api_secret=os.environ["STREAM_SECRET"])
    client.upsert_user({"id": user_id, "name": name})
