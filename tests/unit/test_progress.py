"""The line that says how far a run is: one line of the terminal, whatever the paths are, and nothing of it stays."""

from __future__ import annotations

import io
import os
import time

import pytest
from rich.cells import cell_len

from hangup.progress import Progress


class Terminal(io.StringIO):
    """A terminal of 40 columns."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 2


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal on which every step is late enough to be drawn."""
    clock = iter(range(0, 100_000, 10))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((40, 24)))
    return Terminal()


def drawn(terminal: Terminal, *paths: str) -> list[str]:
    with Progress(terminal, {}) as progress:
        for number, path in enumerate(paths):
            progress(number, len(paths), path)
    return terminal.getvalue().split("\r")[1:]


@pytest.mark.parametrize("path", ["a.py", "src/" + "日本語/" * 20 + "Чат.tsx", "long/" * 30, "\x1b[2J\n.py"])
def test_it_is_one_line_without_escape_codes(terminal: Terminal, path: str) -> None:
    for line in drawn(terminal, path, path):
        assert cell_len(line) in (0, 39)
        assert "\n" not in line
    assert "\x1b" not in terminal.getvalue()


def test_nothing_of_it_stays(terminal: Terminal) -> None:
    assert drawn(terminal, "a.py")[-2:] == [" " * 39, ""]


def test_a_run_without_files_draws_nothing(terminal: Terminal) -> None:
    assert drawn(terminal) == []


@pytest.mark.parametrize("variable", [{"TERM": "dumb"}, {"PRE_COMMIT": "1"}, {"CI": "true"}])
def test_machines_see_nothing(terminal: Terminal, variable: dict[str, str]) -> None:
    with Progress(terminal, variable) as progress:
        progress(0, 1, "a.py")
    assert terminal.getvalue() == ""
