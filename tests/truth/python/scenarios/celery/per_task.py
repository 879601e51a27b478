import os

from celery import Celery
from getstream import Stream

app = Celery("reports", broker="memory://")


@app.task
def report(user_id: str, text: str) -> int:
    stream = Stream(base_url=os.environ.get("STREAM_BASE_URL"))  # expect: HUP402
    found = stream.chat.query_channels(filter_conditions={"members": {"$in": [user_id]}, "name": text})
    return len(found.data.channels)
