"""The server that counts the Python scenarios: what counts as a connection, and when it is seen to end."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import pytest

from harness.counting import Counting
from harness.registry import Registry


@pytest.fixture
def server() -> Iterator[Counting]:
    with Counting() as counting:
        yield counting


def _greet(server: Counting, user: str = "ana") -> tuple[socket.socket, dict[str, object]]:
    client = socket.create_connection(("127.0.0.1", server.port), 10)
    client.sendall(b'{"op": "hello", "user": "%b"}\n' % user.encode())
    return client, json.loads(client.recv(1024))


def test_connections_count_until_they_end(server: Counting) -> None:
    first, _ = _greet(server)
    second, _ = _greet(server)
    first.close()
    server.settle()
    assert (server.opened, server.most, server.left) == (2, 2, 1)
    second.close()
    server.settle()
    assert (server.opened, server.most, server.left) == (2, 2, 0)


def test_a_connection_that_says_nothing_does_not_count(server: Counting) -> None:
    with socket.create_connection(("127.0.0.1", server.port), 10):
        server.settle()
        assert server.opened == 0


def test_requests_on_one_connection_count_once(server: Counting) -> None:
    with socket.create_connection(("127.0.0.1", server.port), 10) as client:
        for _ in range(2):
            client.sendall(b"POST /x HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}")
            assert client.recv(4096).startswith(b"HTTP/1.1 200")
        assert (server.opened, server.left) == (1, 1)


def test_a_refused_user_is_told(server: Counting) -> None:
    server.refused.add("mallory")
    client, answer = _greet(server, "mallory")
    client.close()
    assert "error" in answer


def test_a_held_greeting_is_answered_later(server: Counting) -> None:
    server.hold()
    with socket.create_connection(("127.0.0.1", server.port), 10) as client:
        client.sendall(b'{"op": "hello", "user": "ana"}\n')
        server.wait_for(1)
        client.setblocking(False)
        with pytest.raises(BlockingIOError):
            client.recv(1024)
        client.setblocking(True)
        server.let_go()
        assert json.loads(client.recv(1024)) == {"ok": True}


def test_the_last_connection_is_hung_up(server: Counting) -> None:
    first, _ = _greet(server)
    second, _ = _greet(server)
    server.hang_up()
    assert second.recv(1024) == b""
    second.close()
    server.settle()
    assert server.left == 1
    first.close()


@pytest.mark.parametrize("container", [{}, set(), []], ids=["dictionary", "set", "list"])
def test_registries_count_their_entries(container: dict[str, int] | set[str] | list[str]) -> None:
    registry = Registry(container)
    for name in ("ana", "bo"):
        if isinstance(container, dict):
            registry.container[name] = 1
        elif isinstance(container, set):
            registry.container.add(name)
        else:
            registry.container.append(name)
    registry.container.pop(*(["ana"] if isinstance(container, dict) else []))
    assert (registry.opened, registry.most, registry.left) == (2, 2, 1)
