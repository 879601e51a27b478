"""Small sources and the IR they lower to, one situation each.

``HANGUP_UPDATE_GOLDENS=1`` writes the ``.ir`` files anew; read the difference before it is committed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hangup.ir.program import Program
from hangup.ir.text import read, write

GOLDENS = Path(__file__).parent / "goldens"
SOURCES = sorted(GOLDENS.glob("*.py.in"))


def test_there_are_goldens() -> None:
    assert len(SOURCES) > 30


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name.removesuffix(".py.in"))
def test_golden(path: Path, lowered: Callable[[bytes], Program], outline: Callable[[Program], str]) -> None:
    program = lowered(path.read_bytes())
    golden = path.with_suffix(".ir")
    if os.environ.get("HANGUP_UPDATE_GOLDENS"):
        golden.write_text(outline(program), encoding="utf-8")
    assert outline(program) == golden.read_text(encoding="utf-8")
    assert read(write(program)) == program
