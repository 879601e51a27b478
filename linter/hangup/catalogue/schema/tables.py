"""What all tables of a catalogue file share."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from hangup.catalogue import patterns

Package = Annotated[str, Meta(extra_json_schema=patterns.PACKAGE.schema)]
"""What is imported: ``npm:name``, ``pypi:name``, ``std:asyncio``, ``node:fs``; ``any:*`` for no package."""

Due = Literal["block", "component", "request", "session", "process"]
"""When a release is due at the latest."""


class Table(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Base of all tables. A subclass says ``frozen`` again for the sake of type checkers."""
