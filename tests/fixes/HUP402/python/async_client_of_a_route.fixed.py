import functools
import os

from fastapi import FastAPI
from stream_chat import StreamChatAsync

app = FastAPI()


@functools.cache
def shared_client() -> StreamChatAsync:
    return StreamChatAsync(os.environ["KEY"], os.environ["SECRET"])


@app.post("/rooms/{room_id}/close")
async def close_room(room_id: str):
    client = shared_client()
    await client.channel("messaging", room_id).truncate()
    return {}
