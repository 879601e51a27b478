"""A Socket.IO server under uvicorn, and the library's own client."""

from __future__ import annotations

import socketio

from harness.asgi import serve
from harness.counting import SECONDS
from harness.scenes import Drive, Life, Scene, Stage


def visit(*events: tuple[str, dict[str, str]], visitors: int = 1) -> Drive:
    """One visitor after the other connects, sends events and waits for the answers, and disconnects."""

    async def drive(stage: Stage) -> None:
        async with serve(stage) as served:
            for _ in range(visitors):
                client = socketio.AsyncClient(reconnection=False)
                await client.connect(f"http://127.0.0.1:{served.port}", transports=["websocket"])
                for name, data in events:
                    await client.call(name, data, timeout=SECONDS)
                await client.disconnect()
                await served.idle()

    return drive


BID = ("bid", {"text": "400"})

SCENES = [
    Scene(
        "socketio/visitors.py",
        "connect handler connects as a user, disconnect handler disconnects",
        (Life("three visitors", "ordinary", 0, visit(visitors=3)),),
    ),
    Scene(
        "socketio/auction.py",
        "event handler connects as a user and never disconnects",
        (
            Life("one event", "ordinary", 0, visit(BID)),
            Life("three events", "ordinary", 0, visit(BID, BID, BID)),
        ),
    ),
]
