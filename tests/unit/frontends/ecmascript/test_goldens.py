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
SOURCES = sorted(path for path in GOLDENS.iterdir() if path.suffix != ".ir")


def test_there_are_goldens() -> None:
    assert len(SOURCES) > 15


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_golden(path: Path, lowered: Callable[..., Program], outline: Callable[[Program], str]) -> None:
    program = lowered(path.read_bytes(), path.name)
    golden = path.with_name(path.name + ".ir")
    if os.environ.get("HANGUP_UPDATE_GOLDENS"):
        golden.write_text(outline(program), encoding="utf-8")
    assert outline(program) == golden.read_text(encoding="utf-8")
    assert read(write(program)) == program


def test_both_grammars_lower_using_alike() -> None:
    javascript = (GOLDENS / "using_wraps_the_rest_of_its_block.js.ir").read_text(encoding="utf-8")
    assert javascript == (GOLDENS / "using_wraps_the_rest_of_its_block.ts.ir").read_text(encoding="utf-8")
