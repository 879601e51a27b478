import os

from celery import Celery
from celery.signals import worker_process_init, worker_process_shutdown
from getstream import Stream

app = Celery("bots", broker="memory://")
stream = None


@worker_process_init.connect
def open_stream(**_):
    global stream
    stream = Stream(base_url=os.environ.get("STREAM_BASE_URL"))


@worker_process_shutdown.connect
def close_stream(**_):
    if stream is not None:
        stream.close()


@app.task
def count_channels(user_id: str, text: str) -> int:
    return len(stream.chat.query_channels(filter_conditions={"members": {"$in": [user_id]}, "name": text}).data.channels)
