"""A server on loopback that counts the connections of one life.

It speaks two protocols, told apart by the first bytes: JSON by the line, which the stand-ins of this folder speak, and
as much HTTP as clients need that only make requests. A connection counts from its first bytes until the server sees its
end.
"""

from __future__ import annotations

import asyncio
import gc
import json
import socket
import threading
from collections.abc import Callable
from typing import Self

SECONDS = 60
"""No single step takes longer. One that does is an error of the measurement and decides nothing."""

_PROBE = b"probe\n"
_RESULT = {"duration": "1ms", "channels": [], "flags": [], "users": {}, "membership_deletion_task_id": ""}
_REFUSED = {"code": 4, "message": "text is empty", "StatusCode": 400, "duration": "1ms"}


class Counting:
    """The server. It runs in a thread of its own from ``with`` to the end of the block."""

    def __init__(self) -> None:
        self.opened = 0
        self.most = 0
        self.peers: set[_Peer] = set()
        self.refused: set[str] = set()
        """Users whose greeting is answered with an error."""
        self.owed: list[_Peer] | None = None
        """Who waits for an answer to the greeting, while greetings are held."""
        self._changed = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @property
    def left(self) -> int:
        return len(self.peers)

    def __enter__(self) -> Self:
        self._thread.start()
        listening = self._loop.create_server(lambda: _Peer(self), "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(listening, self._loop).result(SECONDS)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._stop)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(SECONDS)
        self._loop.close()

    def settle(self) -> None:
        """Wait until the server has seen every end there is by now.

        What nobody refers to any more is collected first: a socket that the interpreter closes is closed. The end of a
        connection is ready in the kernel once the other side has closed it, and the server works it off no later than
        the probe, whose connection begins after it.
        """
        gc.collect()
        for _ in range(2):
            with socket.create_connection(("127.0.0.1", self.port), SECONDS) as probe:
                probe.sendall(_PROBE)
                if probe.recv(len(_PROBE)) != _PROBE:
                    raise RuntimeError("the counting server does not answer")

    def hold(self) -> None:
        """Answer no greeting until :meth:`let_go`."""
        self._do(lambda: setattr(self, "owed", []))

    def let_go(self) -> None:
        self._do(self._answer_owed)

    def wait_for(self, opened: int) -> None:
        """Wait until that many connections have begun."""
        with self._changed:
            if not self._changed.wait_for(lambda: self.opened >= opened, SECONDS):
                raise RuntimeError(f"{self.opened} connections began, and not {opened}")

    def hang_up(self) -> None:
        """End the connection that began last, from this side."""
        self._do(self._close_last)

    def _close_last(self) -> None:
        max(self.peers, key=lambda peer: peer.number).transport.close()

    def begins(self, peer: _Peer) -> None:
        with self._changed:
            self.peers.add(peer)
            self.opened += 1
            peer.number = self.opened
            self.most = max(self.most, len(self.peers))
            self._changed.notify_all()

    def _answer_owed(self) -> None:
        owed, self.owed = self.owed or [], None
        for peer in owed:
            peer.welcome()

    def _stop(self) -> None:
        self._server.close()
        for peer in list(self.peers):
            peer.transport.abort()

    def _do(self, step: Callable[[], object]) -> None:
        """Run a step in the server's thread and wait for it."""
        done = threading.Event()

        def run() -> None:
            step()
            done.set()

        self._loop.call_soon_threadsafe(run)
        if not done.wait(SECONDS):
            raise RuntimeError("the counting server does not run")


class _Peer(asyncio.Protocol):
    """One connection."""

    transport: asyncio.Transport

    def __init__(self, counting: Counting) -> None:
        self.counting = counting
        self.number = 0
        self.received = b""
        self.user = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self.counting.peers.discard(self)

    def eof_received(self) -> None:
        self.counting.peers.discard(self)

    def data_received(self, data: bytes) -> None:
        if not self.received and data == _PROBE:
            self.transport.write(_PROBE)
            return
        if self not in self.counting.peers:
            self.counting.begins(self)
        self.received += data
        while self._one_message():
            pass

    def welcome(self) -> None:
        self._say({"error": "this user is refused"} if self.user in self.counting.refused else {"ok": True})

    def _one_message(self) -> bool:
        """Answer the first whole message of what was received, if there is one."""
        if self.received.startswith(b"{"):
            line, end, rest = self.received.partition(b"\n")
            if end:
                self.received = rest
                self._line(json.loads(line))
            return bool(end)
        head, end, rest = self.received.partition(b"\r\n\r\n")
        if not end:
            return False
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        length = int(fields.get(b"content-length", b"0"))
        if len(rest) < length:
            return False
        self.received = rest[length:]
        self._request(rest[:length])
        return True

    def _line(self, message: dict[str, str]) -> None:
        if message["op"] == "hello":
            self.user = message["user"]
            if self.counting.owed is None:
                self.welcome()
            else:
                self.counting.owed.append(self)
        elif message["op"] == "send":
            self._say({"ok": True} if message["text"] else {"error": "text is empty"})

    def _request(self, body: bytes) -> None:
        refused = b'"text":""' in body.replace(b" ", b"")
        status, answer = (b"400 Bad Request", _REFUSED) if refused else (b"200 OK", _RESULT)
        text = json.dumps(answer).encode()
        head = b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (status, len(text))
        self.transport.write(head + text)

    def _say(self, answer: dict[str, object]) -> None:
        self.transport.write(json.dumps(answer).encode() + b"\n")
