"""What all tables of a catalogue file share."""

from __future__ import annotations

from typing import Annotated, Literal

from hangup.catalogue import patterns
from hangup.records import dataclass

Package = Annotated[str, patterns.PACKAGE]
"""What is imported: ``npm:name``, ``pypi:name``, ``std:asyncio``, ``node:fs``; ``any:*`` for no package."""

Due = Literal["block", "component", "request", "session", "process"]
"""When a release is due at the latest."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """Base of all tables. They are never changed, so that a default may be a list."""


def key_of(name: str) -> str:
    """The key of a field: its name, without the underscore that keeps it from being a word of Python."""
    return name.rstrip("_")
