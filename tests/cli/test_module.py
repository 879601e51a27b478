"""``python -m hangup`` in a directory that nobody trusts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOTS = [str(Path(__file__).parents[2] / name) for name in ("linter", "rules")]


def test_modules_of_the_checked_directory_are_not_imported(tmp_path: Path) -> None:
    for name in ("click.py", "rich.py", "hangup_rules.py"):
        (tmp_path / name).write_text("raise SystemExit('imported')\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "hangup", "check", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(ROOTS)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "imported" not in done.stderr + done.stdout
    assert done.returncode == 0
