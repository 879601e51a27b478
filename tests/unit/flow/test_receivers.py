"""Whose member a lookup may be: what is looked up in something else leads to no connection, whatever it is called."""

from __future__ import annotations

import pytest

from hangup.assembly import toolbox
from hangup.model import SourceFile

CLIENT = """
import json
import uuid
from contextlib import contextmanager
from threading import Lock
from typing import Any

from getstream.video import rtc


class Room:
    def loads(self, call):
        return rtc.join(call, "guest")

    def __enter__(self):
        return self.loads(None)

    def __exit__(self, *_):
        pass

"""


def leading(text: str) -> frozenset[str]:
    tools = toolbox()
    return tools.interface(tools.lower(SourceFile("rooms.py", (CLIENT + text).encode())), None).leading


@pytest.mark.parametrize(
    "text",
    [
        "def told(text):\n    return json.loads(text)\n",
        "def told(rooms: dict[str, Any]):\n    return rooms.loads('a')\n",
        "def told():\n    rooms = {}\n    return rooms.loads('a')\n",
        "class Told:\n    def loads(self, c):\n        return c\n\n    def all(self):\n        self.loads(1)\n",
        "class Told:\n    def all(self):\n        return self.loads.size\n",
        "class Told:\n    def all(self):\n        return not self.loads\n",
        "class Told:\n    def all(self):\n        if self.loads and self.size > 1:\n            return 1\n",
        "def told(path):\n    with open(path) as file:\n        return file\n",
        "@contextmanager\ndef span():\n    yield\n\n\ndef told(path):\n    with span():\n        return path\n",
    ],
    ids=[
        "of a module outside", "of a declared dictionary", "of a dictionary", "of its own class", "never called",
        "only asked for",
        "only asked for in a condition",
        "a block of what is outside", "a block of a generator",
    ],
)  # fmt: skip
def test_it_leads_nowhere(text: str) -> None:
    assert not leading(text) & {"told", "Told"}


@pytest.mark.parametrize(
    "text",
    [
        "def told(room, call):\n    return room.loads(call)\n",
        "def told(rooms: dict | Room):\n    return rooms.loads('a')\n",
        "def told():\n    rooms = {}\n    rooms = Room()\n    return rooms.loads('a')\n",
        "class told(Room):\n    def all(self):\n        return self.loads(1)\n",
        "class told:\n    def all(self):\n        return self.loads(1)\n\n\nclass Both(told, Room):\n    pass\n",
        "class told:\n    def all(self, other):\n        (self.loads or other)(1)\n",
        "class told:\n    def __getattr__(self, name):\n        pass\n\n    def all(self):\n        self.loads.size\n",
        "json.room = Room()\n\n\ndef told(call):\n    return json.room.loads(call)\n",
        "def told(room):\n    with room:\n        return 1\n",
    ],
    ids=[
        "of anything", "of a dictionary or a room", "of a variable that changes", "of a base", "of another base",
        "of either",
        "of one that answers for another", "of what was put there", "a block of anything",
    ],
)  # fmt: skip
def test_it_may_open_something(text: str) -> None:
    assert "told" in leading(text)
