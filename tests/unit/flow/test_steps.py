"""Whatever steps an analysis has, it ends: with what it would find with more, or with what it could not follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from hangup.cli import toolbox
from hangup.config import Settings
from hangup.engine import check_source
from hangup.flow.exploration import explore
from hangup.flow.exploration.lives import Ending
from hangup.model import SourceFile

FIXTURES = Path(__file__).parents[2] / "fixtures"
SETTINGS = Settings(preview=True)
FILES = (
    FIXTURES / "clean" / "ecmascript" / "sdks" / "ws.js",
    *sorted((FIXTURES / "HUP102" / "ecmascript").glob("*.tsx"))[:1],
    *sorted((FIXTURES / "clean" / "ecmascript" / "1xx").glob("*.tsx"))[:2],
    FIXTURES / "clean" / "python" / "1xx" / "many_ways_to_close.py",
)


@pytest.mark.parametrize("steps", [0, 30, 300, 3000])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_ends_and_says_so_when_there_were_too_few(monkeypatch: pytest.MonkeyPatch, path: Path, steps: int) -> None:
    source = SourceFile(path.name, path.read_bytes())
    whole = check_source(source, toolbox(SETTINGS), SETTINGS)
    run = explore.Exploration.run

    def with_few(exploration: explore.Exploration) -> list[Ending]:
        exploration.machine.budget = steps
        return run(exploration)

    monkeypatch.setattr(explore.Exploration, "run", with_few)
    monkeypatch.setattr(explore, "MOST_LEFT_OVER", steps)
    monkeypatch.setattr(explore, "LEFT_OVER", steps // 3)
    report = check_source(source, toolbox(SETTINGS), SETTINGS)
    assert report.failure is None
    unread = [found.message for found in report.diagnostics if found.code == "HUP900"]
    assert unread or report.diagnostics == whole.diagnostics
    assert all("more paths than can be followed" in message for message in unread)
