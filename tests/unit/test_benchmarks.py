"""The comparison with other tools: what it makes of times. Nothing is timed here."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "benchmarks"
COMPARE = runpy.run_path(str(FOLDER / "compare.py"))


def _command(name: str, needs: str = sys.executable) -> Any:
    return COMPARE["Command"](name, (name,), needs)


def test_each_command_is_given_against_the_first_by_its_median(tmp_path: Path) -> None:
    times = {"floor": iter([9.0, 2.0, 2.0]), "other": iter([3.0, 100.0, 3.0])}
    case = COMPARE["Case"]("a tree", tmp_path, (_command("floor"), _command("other")))
    results = COMPARE["measure"](case, 3, lambda command, _: next(times[command.name]))
    assert "| other | 1.50 |" in COMPARE["table"]("a tree", results)


def test_a_tool_that_is_not_installed_is_named_as_absent(tmp_path: Path) -> None:
    case = COMPARE["Case"]("a tree", tmp_path, (_command("floor"), _command("gone", "no-such-program-anywhere")))
    results = COMPARE["measure"](case, 1, lambda *_: 1.0)
    assert "| gone | absent |" in COMPARE["table"]("a tree", results)


def test_trees_are_the_same_for_the_same_numbers(tmp_path: Path) -> None:
    trees = runpy.run_path(str(FOLDER / "trees.py"))
    for name in ("one", "other"):
        trees["make"](tmp_path / name, 30, every=10)
    files = [
        sorted((str(path.relative_to(root)), path.read_bytes()) for path in root.rglob("*") if path.is_file())
        for root in (tmp_path / "one", tmp_path / "other")
    ]
    assert files[0] == files[1]
    assert len(files[0]) == 30
