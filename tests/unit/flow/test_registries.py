"""Registries of peers: a class that is handed the connections of peers is followed into the files that make one."""

from __future__ import annotations

import pytest

from hangup.assembly import toolbox
from hangup.config import Settings
from hangup.model import SourceFile

SETTINGS = Settings(preview=True)

REGISTRY = """
from fastapi import WebSocket

class Lobby:
    def __init__(self):
        self.guests = []

    async def connect(self, socket: WebSocket):
        await socket.accept()
        self.guests.append(socket)

    def {release}(self, socket: WebSocket):
        self.guests.remove(socket)
"""


@pytest.mark.parametrize(
    ("release", "leading"), [("disconnect", {"Lobby"}), ("count", set[str]())], ids=["both halves", "one half"]
)
def test_a_class_with_both_halves_leads_to_connections(release: str, leading: set[str]) -> None:
    tools = toolbox(SETTINGS)
    program = tools.lower(SourceFile("lobby.py", REGISTRY.format(release=release).encode()))
    assert tools.interface(program, None).leading == leading
