"""Stand-in for ``getstream.video.rtc`` 7.0.0, which needs a media server and connects to a compiled-in address.

It has the package's names and its contract as its source states it: ``join`` only builds the manager; ``connect``
opens, ``leave`` closes; a ``connect`` that fails or is cancelled closes what it opened; tasks that read events keep the
connection when the program forgets the manager.
"""

from __future__ import annotations

import asyncio
import json
import os
from typing import Any, Self


async def join(call: Any, user_id: str, create: bool = True, subscription_config: Any = None) -> ConnectionManager:
    return ConnectionManager(call, user_id, create, subscription_config)


class ConnectionManager:
    def __init__(self, call: Any, user_id: str, create: bool = True, subscription_config: Any = None) -> None:
        self.call = call
        self.user_id = user_id
        self.create = create
        self._writer: asyncio.StreamWriter | None = None
        self._reading: asyncio.Task[None] | None = None
        self._over = asyncio.Event()

    async def connect(self) -> None:
        host, port = os.environ["LOOPBACK"].split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        self._writer = writer
        try:
            writer.write(json.dumps({"op": "hello", "user": self.user_id}).encode() + b"\n")
            _check(await reader.readline())
        except BaseException:
            await self.leave()
            raise
        self._reading = _keep(asyncio.create_task(self._read(reader)))

    async def wait(self) -> None:
        await self._over.wait()

    async def leave(self) -> None:
        self._over.set()
        if self._writer is not None:
            self._writer.close()
            await self._writer.wait_closed()
        if self._reading is not None:
            await asyncio.gather(self._reading)

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.leave()

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while await reader.readline():
            pass
        self._over.set()


def _check(answer: bytes) -> None:
    if not answer or "error" in json.loads(answer):
        raise ConnectionError(answer.decode() or "connection lost")


_tasks: set[asyncio.Task[None]] = set()


def _keep(task: asyncio.Task[None]) -> asyncio.Task[None]:
    """A running task is kept, as the package's runtime keeps its own."""
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
    return task
