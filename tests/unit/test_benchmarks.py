"""The comparison with other tools: what it makes of times. Nothing is timed here."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"
COMPARE = runpy.run_path(str(FOLDER / "compare.py"))
MEASURING = runpy.run_path(str(FOLDER / "measuring.py"))
PAGE = runpy.run_path(str(FOLDER / "page.py"))


def _command(name: str, needs: str = sys.executable) -> Any:
    return MEASURING["Command"](name, (name,), needs)


def _time(wall: float) -> Any:
    return MEASURING["Time"](wall, 2 * wall)


def _case(folder: Path, *names: str, aims: tuple[Any, ...] = ()) -> Any:
    commands = [_command(name, "no-such-program-anywhere" if name == "gone" else sys.executable) for name in names]
    return MEASURING["Case"]("A tree", folder, commands, aims)


def _table(case: Any, times: dict[str, list[float]]) -> str:
    left = {name: iter(each) for name, each in times.items()}
    runs = max(map(len, times.values()))
    results = MEASURING["measure"](case, runs, lambda command, _: _time(next(left[command.name])))
    return str(PAGE["table"](case, results))


def test_each_command_is_given_against_the_first_by_its_median(tmp_path: Path) -> None:
    times = {"floor": [9.0, 2.0, 2.0], "other": [3.0, 10.0, 3.0]}
    assert "| other | 1.50 | 1.50 |" in _table(_case(tmp_path, "floor", "other"), times)


def test_a_tool_that_is_not_installed_is_named_as_absent(tmp_path: Path) -> None:
    aim = MEASURING["Aim"]("floor", "gone", 0.5)
    text = _table(_case(tmp_path, "floor", "gone", aims=(aim,)), {"floor": [1.0]})
    assert "| gone | absent | absent |" in text
    assert "| floor, against gone | 0.50 | absent | not known |" in text


def test_an_aim_is_met_or_missed(tmp_path: Path) -> None:
    aims = (MEASURING["Aim"]("other", "floor", 1.5), MEASURING["Aim"]("other", "floor", 1.4))
    text = _table(_case(tmp_path, "floor", "other", aims=aims), {"floor": [2.0], "other": [3.0]})
    assert "| other, against floor | 1.50 | 1.50 | met |" in text
    assert "| other, against floor | 1.40 | 1.50 | missed |" in text


def test_a_slow_command_does_not_run_as_often(tmp_path: Path) -> None:
    slow = MEASURING["PATIENCE"] + 1
    runs: list[str] = []

    def run(command: Any, _: Path) -> Any:
        runs.append(command.name)
        return _time(slow if command.name == "slow" else 1.0)

    MEASURING["measure"](_case(tmp_path, "quick", "slow"), 5, run)
    assert (runs.count("quick"), runs.count("slow")) == (5, MEASURING["FEWER"])


@pytest.mark.parametrize(("held", "verdict"), [(199_000_000, "met"), (201_000_000, "missed")])
def test_memory_is_compared_with_its_limit(held: int, verdict: str) -> None:
    assert verdict in PAGE["memory_line"](held, 200)


def test_the_page_names_no_place_of_the_machine_it_was_written_on() -> None:
    text = PAGE["page"](["a table"], 0.1)
    assert str(Path.home()) not in text
    assert sys.prefix not in text
    assert "a table" in text


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="this system does not tell")
def test_processes_of_a_session_are_known_with_the_memory_they_hold() -> None:
    own = Path("/proc/self").resolve()
    assert MEASURING["_is_of"](own, os.getsid(0))
    assert not MEASURING["_is_of"](own, os.getsid(0) + 1)
    before = MEASURING["_held"](own)
    held = bytearray(b"x" * 40_000_000)
    assert MEASURING["_held"](own) > before + len(held) // 2


def test_the_least_that_python_takes_searches_each_source_file(tmp_path: Path) -> None:
    for name, text in (("a.py", "x"), ("b.py", "needle"), ("c.ts", "a needle"), ("d.md", "needle"), ("e.ts", "")):
        (tmp_path / name).write_text(text)
    (tmp_path / "large.js").write_text("x" * 300_000 + "needle")
    subprocess.run(("git", "init", "--quiet"), cwd=tmp_path, check=True)
    command = (sys.executable, str(FOLDER / "floor.py"), "needle")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout.split() == [b"3"]


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
