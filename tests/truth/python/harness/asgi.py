"""An ASGI application under uvicorn, and the peers that come to it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from harness.counting import SECONDS
from harness.scenes import Stage

App = Callable[[Any, Any, Any], Awaitable[None]]


class Served:
    """A running application. It knows how many connections and requests its application still works on."""

    def __init__(self, app: App, stage: Stage) -> None:
        self._app = app
        self._stage = stage
        self._running = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.port = 0
        self.stop: Callable[[], None] = lambda: None
        """Tell the server to stop."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        self._running += 1
        self._idle.clear()
        try:
            await self._app(scope, receive, send)
        except BaseException as error:
            self._stage.note(error)
            raise
        finally:
            self._running -= 1
            if not self._running:
                self._idle.set()

    async def idle(self) -> None:
        """Wait until no endpoint runs any more."""
        async with asyncio.timeout(SECONDS):
            await self._idle.wait()

    @asynccontextmanager
    async def peer(self, path: str) -> AsyncIterator[ClientConnection]:
        """A WebSocket client. At the end of the block it closes, if it has not done so, and the endpoint has ended."""
        async with asyncio.timeout(SECONDS):
            client = await connect(f"ws://127.0.0.1:{self.port}{path}")
        try:
            yield client
        finally:
            await client.close()
            await self.idle()

    async def request(self, path: str, body: object = None) -> int:
        """POST on a connection of its own, and wait until the application has ended. The status of the answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        data = json.dumps(body).encode()
        fields = {
            "Host": "loopback",
            "Connection": "close",
            "Content-Type": "application/json",
            "Content-Length": len(data),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        writer.write(f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + data)
        async with asyncio.timeout(SECONDS):
            answer = await reader.read()
        writer.close()
        await self.idle()
        return int(answer.split()[1])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.begun = asyncio.Event()
        self.told_to_stop = asyncio.Event()

    async def startup(self, *args: Any, **kwargs: Any) -> None:
        await super().startup(*args, **kwargs)
        self.begun.set()

    async def main_loop(self) -> None:
        """Wait, instead of looking ten times a second."""
        await self.told_to_stop.wait()


@asynccontextmanager
async def serve(stage: Stage, app: App | None = None) -> AsyncIterator[Served]:
    """Serve the scenario's ``app``. At the end of the block the server is told to stop, and cancels what still runs."""
    served = Served(app or stage.module.app, stage)
    config = uvicorn.Config(served, host="127.0.0.1", port=0, log_config=None, timeout_graceful_shutdown=0)
    server = _Server(config)
    running = asyncio.create_task(server.serve())
    async with asyncio.timeout(SECONDS):
        await server.begun.wait()
    served.port = server.servers[0].sockets[0].getsockname()[1]
    served.stop = server.told_to_stop.set
    try:
        yield served
    finally:
        served.stop()
        async with asyncio.timeout(SECONDS):
            await running
        await served.idle()


# ---------------------------------------------------------------- how peers end


async def say(client: ClientConnection, *messages: object) -> None:
    """Send each message and wait for an answer to it. ``None`` sends nothing and waits for a message."""
    for message in messages:
        if message is not None:
            await client.send(message if isinstance(message, str) else json.dumps(message))
        async with asyncio.timeout(SECONDS):
            await client.recv()


async def malformed(client: ClientConnection) -> None:
    """Send what is no JSON and wait for what the server makes of it."""
    await client.send("{not json")
    async with asyncio.timeout(SECONDS):
        await client.wait_closed()


async def vanish(client: ClientConnection) -> None:
    """Go without a word, as when a train enters a tunnel."""
    client.transport.abort()
    await client.wait_closed()


async def told_to_go(client: ClientConnection) -> None:
    """Wait for the server to close."""
    try:
        async with asyncio.timeout(SECONDS):
            while True:
                await client.recv()
    except WebSocketException:
        pass
