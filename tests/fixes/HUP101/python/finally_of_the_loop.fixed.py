import redis.asyncio as redis
from fastapi import WebSocket

from .settings import REDIS_URL


async def progress(websocket: WebSocket, task_id: str) -> None:
    r = redis.from_url(REDIS_URL)
    pubsub = r.pubsub()
    await pubsub.subscribe(task_id)

    try:
        while True:
            msg = await pubsub.get_message(ignore_subscribe_messages=True, timeout=5)
            if msg:
                await websocket.send_text(msg["data"])
                if msg["data"] == "done":
                    break
    except RuntimeError:
        pass
    finally:
        await pubsub.aclose()
        # whoever looks on is gone
        await websocket.close()
