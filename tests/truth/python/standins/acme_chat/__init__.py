"""Stand-in for a chat SDK: a client with ``connect_user`` and ``disconnect_user``.

As such clients do, it reads its socket in a thread. So the connection stays when the program forgets the client.
"""

from __future__ import annotations

import json
import os
import queue
import socket
import threading

_SECONDS = 10


class ChatError(Exception):
    """The service refused something."""


class Channel:
    def __init__(self, client: ChatClient, kind: str, name: str) -> None:
        self.id = f"{kind}:{name}"
        self._client = client

    def send_message(self, message: dict[str, str]) -> None:
        self._client.ask({"op": "send", "channel": self.id, "text": message["text"]})


class ChatClient:
    """A client for one user at a time. Another ``connect_user`` opens another socket and forgets the first."""

    def __init__(self, api_key: str) -> None:
        self.api_key = api_key
        self._socket: socket.socket | None = None
        self._answers: queue.SimpleQueue[dict[str, object]] = queue.SimpleQueue()

    def connect_user(self, user: dict[str, str], token: str) -> None:
        host, port = os.environ["LOOPBACK"].split(":")
        self._socket = socket.create_connection((host, int(port)), _SECONDS)
        self._socket.settimeout(None)
        threading.Thread(target=self._read, args=(self._socket,), daemon=True).start()
        try:
            self.ask({"op": "hello", "user": user["id"], "token": token})
        except BaseException:
            self.disconnect_user()
            raise

    def disconnect_user(self) -> None:
        if self._socket is not None:
            self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()
            self._socket = None

    def channel(self, kind: str, name: str) -> Channel:
        return Channel(self, kind, name)

    def create_token(self, user_id: str) -> str:
        return f"token-{user_id}"

    def ask(self, message: dict[str, str]) -> None:
        if self._socket is None:
            raise ChatError("not connected")
        self._socket.sendall(json.dumps(message).encode() + b"\n")
        answer = self._answers.get(timeout=_SECONDS)
        if "error" in answer:
            raise ChatError(answer["error"])

    def _read(self, connection: socket.socket) -> None:
        try:
            with connection.makefile("rb") as lines:
                for line in lines:
                    self._answers.put(json.loads(line))
        except (OSError, ValueError):
            pass
