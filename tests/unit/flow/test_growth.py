"""Twice as much code in a row takes about twice the steps: what lies behind is no reason to go on in several ways."""

from __future__ import annotations

import pytest

from hangup.assembly import toolbox
from hangup.config import Settings
from hangup.engine import check_source
from hangup.flow.exploration import explore
from hangup.flow.exploration.lives import Ending
from hangup.model import SourceFile

SETTINGS = Settings()
AROUND = """from getstream.video import rtc


async def listen(call, feeds, wait):
    session = await rtc.join(call, "listener")
    async with session:
{body}
"""
SHAPES = {
    "loops": "        for feed in feeds:\n            wait(feed)\n",
    "comprehensions": "        kept = [wait(feed) for feed in feeds]\n",
    "loops that are broken off": "        for feed in feeds:\n            if wait(feed):\n                break\n",
    "conditions": "        if wait(feeds):\n            feeds = wait(feeds)\n",
    "finally": "        try:\n            wait(feeds)\n        finally:\n            wait(feeds)\n",
    "attempts": "        try:\n            wait(feeds)\n        except ValueError:\n            wait(feeds)\n",
}


def _steps(monkeypatch: pytest.MonkeyPatch, body: str) -> int:
    """The steps the analysis of a function takes that holds this."""
    used: list[int] = []
    run = explore.Exploration.run

    def counted(exploration: explore.Exploration) -> list[Ending]:
        before = exploration.machine.budget
        endings = run(exploration)
        used.append(before - exploration.machine.budget)
        return endings

    monkeypatch.setattr(explore.Exploration, "run", counted)
    source = SourceFile("listen.py", AROUND.format(body=body).encode())
    report = check_source(source, toolbox(SETTINGS), SETTINGS)
    assert not report.diagnostics
    return used[0]


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_code_takes_about_twice_the_steps(monkeypatch: pytest.MonkeyPatch, shape: str) -> None:
    few, many = (_steps(monkeypatch, SHAPES[shape] * number) for number in (8, 16))
    assert many < 2 * few


def test_a_loop_is_done_before_what_stands_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    behind = "        wait(feeds)\n" * 40
    loop = "        for feed in feeds:\n            feeds = [feed]\n"
    without, with_it = (_steps(monkeypatch, text) for text in (behind, loop + behind))
    assert with_it < 1.5 * without
