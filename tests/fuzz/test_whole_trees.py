"""The run over whole trees: what is asked of each, and that what breaks a promise is named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import whole_trees

LEAK = "from getstream.video import rtc\n\n\nasync def listen(call):\n    session = await rtc.join(call, 'a')\n"
LEAK += "    await session.connect()\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "tree"
    folder.mkdir()
    (folder / "listen.py").write_text(LEAK, encoding="utf-8")
    return folder


def _stand_in(tmp_path: Path, code: str) -> list[str]:
    """A command in the place of hangup."""
    script = tmp_path / "stand_in.py"
    script.write_text(f"import os, sys, time\n{code}\n", encoding="utf-8")
    return [sys.executable, os.fspath(script)]


def test_hangup_keeps_its_promises_to_a_tree_with_a_leak(tree: Path) -> None:
    seen = whole_trees.examine(tree, 120)
    assert seen.problems == []
    assert {run.status for run in seen.runs.values()} == {1}
    assert "HUP" in seen.runs["kept"].report


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("sys.exit(2)", "exit status 2"),
        ("print('-j1' in sys.argv)", "another report"),
        ("print('hangup failed on this file')", "hangup failed"),
        ("time.sleep(60)", "no end after"),
        ("open(os.path.join(sys.argv[-1], 'new.py'), 'w').close()", "files have changed, among them"),
    ],
)
def test_what_breaks_a_promise_is_named(tree: Path, tmp_path: Path, code: str, says: str) -> None:
    seen = whole_trees.examine(tree, 3 if "sleep" in code else 60, _stand_in(tmp_path, code))
    assert any(says in problem for problem in seen.problems)


def test_a_tree_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, whole_trees.__file__, os.fspath(tmp_path / "nowhere")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "nowhere is no directory" in done.stderr
