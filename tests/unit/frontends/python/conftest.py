"""What the tests of this front end share."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from hangup.frontends.python import lower
from hangup.ir.program import Program
from hangup.ir.text import write
from hangup.ir.verify import verify
from hangup.model import SourceFile

_SPAN = re.compile(r" !\d+:\d+")
_NOT_SHOWN = ("program ", "statement", "comment ")


def _lowered(text: str | bytes) -> Program:
    """The program of a text; it must be well-formed."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    program = lower(SourceFile("file.py", data))
    assert verify(program, len(data)) == []
    return program


def _outlined(program: Program) -> str:
    """The textual form without spans, comments and statements: what a reader can check against the source."""
    lines = [_SPAN.sub("", line) for line in write(program).splitlines() if not line.startswith(_NOT_SHOWN)]
    return "\n".join(line for line in lines if line) + "\n"


@pytest.fixture
def lowered() -> Callable[[str | bytes], Program]:
    return _lowered


@pytest.fixture
def outline() -> Callable[[Program], str]:
    return _outlined
