import functools
import os

from fastapi import FastAPI
from stream_chat import StreamChatAsync

app = FastAPI()


@app.post("/rooms/{room_id}/close")
async def close_room(room_id: str):
    client = StreamChatAsync(os.environ["KEY"], os.environ["SECRET"])
    await client.channel("messaging", room_id).truncate()
    return {}
