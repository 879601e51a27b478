"""``--watch``: a check after every change, and none without one. Nobody waits: a test says what happens meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hangup.commands import watching
from hangup.commands.ending import Problem

if TYPE_CHECKING:
    from tests.cli.conftest import Run

LEAK = "client.connect_user(user)\n"


class Enough(Exception):
    """The test has seen enough."""


def steps(*actions: Callable[[], object]) -> Callable[[], None]:
    """What happens in one pause after the other; then it is enough."""
    left: Iterator[Callable[[], object]] = iter(actions)

    def wait() -> None:
        action = next(left, None)
        if action is None:
            raise KeyboardInterrupt
        action()

    return wait


def put(project: Path, name: str, text: str) -> Callable[[], None]:
    """Writes a file whose time and size differ from what was there."""

    def write() -> None:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        stamp = path.stat().st_mtime_ns + 1_000_000_000 if path.exists() else 1_000_000_000
        path.write_text(text, encoding="utf-8")
        os.utime(path, ns=(stamp, stamp))

    return write


def nothing() -> None:
    """A pause in which nothing happens."""


@pytest.fixture
def runs(hangup: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Watch while things happen. The summary of each check, and behind them the errors."""

    def watch(*actions: Callable[[], object], arguments: tuple[str, ...] = ()) -> list[str]:
        real = watching.watch
        monkeypatch.setattr(watching, "watch", lambda check, look: real(check, look, steps(*actions)))
        result = hangup("check", "--watch", "--output-format", "concise", *arguments)
        assert result.exit_code == 130
        assert "watching" in result.stderr
        lines = [*result.stdout.splitlines(), *result.stderr.splitlines()]
        return [line for line in lines if line.startswith(("All", "Found", "hangup: error"))]

    return watch


def test_it_checks_once_and_again_only_after_a_change(project: Path, runs: Callable[..., list[str]]) -> None:
    put(project, "a.py", "x = 1\n")()
    assert runs(nothing, put(project, "a.py", LEAK), nothing, nothing, put(project, "a.py", "x = 1\n")) == [
        "All clear: 1 file checked, 0 with connections.",
        "Found 1 error in 1 of 1 file.",
        "All clear: 1 file checked, 0 with connections.",
    ]


def test_files_that_come_and_go_are_changes(project: Path, runs: Callable[..., list[str]]) -> None:
    put(project, "a.py", "x = 1\n")()
    new = project / "src" / "b.py"
    assert runs(put(project, "src/b.py", LEAK), new.unlink) == [
        "All clear: 1 file checked, 0 with connections.",
        "Found 1 error in 1 of 2 files.",
        "All clear: 1 file checked, 0 with connections.",
    ]


@pytest.mark.parametrize("name", ["hangup.toml", "src/.hangup.toml"])
def test_a_configuration_that_comes_is_a_change(project: Path, runs: Callable[..., list[str]], name: str) -> None:
    put(project, "src/a.py", LEAK)()
    assert runs(put(project, name, "ignore = ['HUP101']\n")) == [
        "Found 1 error in 1 of 1 file.",
        "All clear: 1 file checked, 1 with connections.",
    ]


def test_a_configuration_that_breaks_is_said_and_the_watch_goes_on(
    project: Path, runs: Callable[..., list[str]]
) -> None:
    put(project, "a.py", LEAK)()
    found = runs(put(project, "hangup.toml", "selct = []\n"), nothing, put(project, "hangup.toml", "select = []\n"))
    assert found[:2] == ["Found 1 error in 1 of 1 file.", "All clear: 1 file checked, 1 with connections."]
    (error,) = found[2:]
    assert "selct: unknown key; did you mean 'select'?" in error


def test_a_baseline_that_changes_is_a_change(project: Path, runs: Callable[..., list[str]]) -> None:
    put(project, "a.py", LEAK)()
    put(project, "known.json", '{"version": 1, "findings": []}')()
    entry = '{"path": "a.py", "code": "HUP101", "anchor": "module:connect_user", "context": "", "confidence": "high"}'
    changed = put(project, "known.json", f'{{"version": 1, "findings": [{entry}]}}')
    assert runs(changed, arguments=("--baseline", "known.json")) == [
        "Found 1 error in 1 of 1 file.",
        "All clear: 1 file checked, 1 with connections (1 in the baseline).",
    ]


def test_a_change_while_a_check_runs_leads_to_another() -> None:
    states: Iterator[watching.Snapshot] = iter([{"a": (1, 1)}, {"a": (2, 1)}, {"a": (2, 1)}])
    checks: list[int] = []

    def check() -> int:
        checks.append(1)
        return 0

    def wait() -> None:
        if len(checks) == 2:
            raise Enough

    with pytest.raises(Enough):
        watching.watch(check, lambda: next(states), wait)
    assert len(checks) == 2


def test_a_problem_of_one_check_does_not_end_the_watch(capsys: pytest.CaptureFixture[str]) -> None:
    def check() -> int:
        raise Problem("nothing to see")

    with pytest.raises(KeyboardInterrupt):
        watching.watch(check, dict, steps(nothing))
    assert capsys.readouterr().err.count("hangup: error: nothing to see\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [("--stdin-filename", "a.py", "-"), ("--diff",), ("--show-files",), ("--show-settings",), ("--add-ignore",)],
)
def test_what_is_done_once_does_not_go_with_it(hangup: Run, project: Path, arguments: tuple[str, ...]) -> None:
    result = hangup("check", "--watch", *arguments)
    assert result.exit_code == 2
    assert "--watch" in result.stderr
