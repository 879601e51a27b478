"""What Harbour's Python programs share: one API client per process, and a loop for calls."""

import asyncio
from threading import Thread

from getstream import AsyncStream

stream = AsyncStream()
loop = asyncio.new_event_loop()
Thread(target=loop.run_forever, daemon=True).start()


def call_of(berth: str):
    return stream.video.call("default", f"berth-{berth}")
