"""A small client of the language server: it speaks JSON-RPC with a process of its own, and waits for messages only."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

WAIT = 60.0
"""Seconds after which a message that has not come is given up. It decides nothing else."""
CAPABILITIES: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {
        "workspaceEdit": {"documentChanges": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
    },
}


class Client:
    """An editor with one folder."""

    def __init__(self, root: Path, capabilities: dict[str, Any] | None = None) -> None:
        self.root = root
        self.capabilities = CAPABILITIES if capabilities is None else capabilities
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hangup", "server", "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=root.parent,
            env={**os.environ, "GIT_CEILING_DIRECTORIES": str(root.parent)},
        )
        self.logged: list[str] = []
        self.registered: list[dict[str, Any]] = []
        self._id = 0
        self._versions: dict[str, int] = {}
        self._came: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.kept: list[dict[str, Any]] = []
        threading.Thread(target=self._read, daemon=True).start()

    # ------------------------------------------------------------ messages

    def _read(self) -> None:
        stdout = self.process.stdout
        assert stdout
        while True:
            length = 0
            while (line := stdout.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.partition(b":")[2])
            if not line:
                self._came.put(None)
                return
            self._came.put(json.loads(stdout.read(length)))

    def send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))

    def send_bytes(self, data: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def tell(self, method: str, **params: Any) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: dict[str, Any] | None = None) -> Any:
        answer = self.answer(self.begin(method, params))
        assert "error" not in answer, answer
        return answer["result"]

    def begin(self, method: str, params: dict[str, Any] | None = None) -> int:
        """Ask without waiting."""
        self._id += 1
        self.send({"id": self._id, "method": method, **({} if params is None else {"params": params})})
        return self._id

    def answer(self, number: int) -> dict[str, Any]:
        return self.wait(lambda message: message.get("id") == number and "method" not in message)

    def wait(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first message of a kind that has not been waited for. What else comes meanwhile is kept."""
        for message in self.kept:
            if wanted(message):
                self.kept.remove(message)
                return message
        while True:
            message = self._next()
            if wanted(message):
                return message
            self.kept.append(message)

    def _next(self) -> dict[str, Any]:
        came = self._came.get(timeout=WAIT)
        assert came is not None, f"the server ended: {self.process.stderr and self.process.stderr.read().decode()}"
        if came.get("method") == "window/logMessage":
            self.logged.append(came["params"]["message"])
        elif came.get("method") == "client/registerCapability":
            self.registered += came["params"]["registrations"]
            self.send({"id": came["id"], "result": None})
        return came

    # ------------------------------------------------------------ a session

    def start(self) -> dict[str, Any]:
        folder = {"uri": self.root.as_uri(), "name": "project"}
        params = {"processId": None, "rootUri": folder["uri"], "capabilities": self.capabilities}
        result: dict[str, Any] = self.ask("initialize", {**params, "workspaceFolders": [folder]})
        self.tell("initialized")
        if self.capabilities.get("workspace", {}).get("didChangeWatchedFiles"):
            self.wait(lambda message: message.get("method") == "client/registerCapability")
        return result

    def end(self) -> int:
        """Say goodbye. The exit status of the server."""
        self.ask("shutdown")
        self.send({"method": "exit"})
        return self.process.wait(WAIT)

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str, text: str | None = None) -> None:
        path = self.root / name
        self._versions[name] = 1
        given = path.read_text(encoding="utf-8") if text is None else text
        language = "python" if name.endswith(".py") else "typescriptreact"
        self.tell(
            "textDocument/didOpen",
            textDocument={"uri": self.uri(name), "languageId": language, "version": 1, "text": given},
        )

    def change(self, name: str, text: str) -> None:
        self._versions[name] += 1
        document = {"uri": self.uri(name), "version": self._versions[name]}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])

    def save(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8", newline="")
        self.tell("textDocument/didSave", textDocument={"uri": self.uri(name)})

    def close(self, name: str) -> None:
        self.tell("textDocument/didClose", textDocument={"uri": self.uri(name)})

    def found(self, name: str) -> list[dict[str, Any]]:
        """The diagnostics of the newest text of a file, once they come."""
        uri, version = self.uri(name), self._versions[name]

        def wanted(message: dict[str, Any]) -> bool:
            if message.get("method") != "textDocument/publishDiagnostics":
                return False
            return bool(message["params"]["uri"] == uri and message["params"].get("version") == version)

        diagnostics: list[dict[str, Any]] = self.wait(wanted)["params"]["diagnostics"]
        return diagnostics

    def codes_until(self, name: str, expected: list[str]) -> None:
        """Wait until the diagnostics of a file have these codes, or until nothing comes any more."""
        while [found["code"] for found in self.found(name)] != expected:
            pass

    def actions(self, name: str, at: dict[str, Any], only: list[str] | None = None) -> list[dict[str, Any]]:
        context = {"diagnostics": [], **({} if only is None else {"only": only})}
        params = {"textDocument": {"uri": self.uri(name)}, "range": at, "context": context}
        actions: list[dict[str, Any]] = self.ask("textDocument/codeAction", params)
        return actions

    def hover(self, name: str, line: int, character: int) -> str | None:
        position = {"line": line, "character": character}
        said = self.ask("textDocument/hover", {"textDocument": {"uri": self.uri(name)}, "position": position})
        return None if said is None else said["contents"]["value"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a project, which is no repository."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "package.json").write_text('{"dependencies": {"stream-chat": "8"}}\n', encoding="utf-8")
    return folder


@pytest.fixture
def connect(root: Path) -> Iterator[Callable[..., Client]]:
    """Starts servers, and ends those that are left."""
    clients: list[Client] = []

    def start(capabilities: dict[str, Any] | None = None) -> Client:
        clients.append(Client(root, capabilities))
        return clients[-1]

    yield start
    for client in clients:
        client.process.kill()
        client.process.wait()
        for stream in (client.process.stdin, client.process.stdout, client.process.stderr):
            if stream:
                stream.close()


@pytest.fixture
def client(connect: Callable[..., Client]) -> Client:
    """A client whose server is ready."""
    started = connect()
    started.start()
    return started
