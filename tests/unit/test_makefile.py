"""``make`` says what is missing before it begins, and does nothing then."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _make(tmp_path: Path, *arguments: str, programs: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run make in an empty project with nothing on the PATH but a shell and the given programs."""
    project, path = tmp_path / "project", tmp_path / "bin"
    project.mkdir()
    path.mkdir()
    shutil.copy(ROOT / "Makefile", project)
    for name in ("sh", "sed"):
        found = shutil.which(name)
        assert found
        (path / name).symlink_to(found)
    for name, script in (programs or {}).items():
        (path / name).write_text(f"#!/bin/sh\n{script}\n")
        (path / name).chmod(0o755)
    make = shutil.which("make")
    assert make
    done = subprocess.run(
        [make, *arguments], cwd=project, env={"PATH": str(path)}, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, check=False, timeout=60,
    )  # fmt: skip
    assert not (project / ".venv").exists()
    return done


OLD = 'case "$1" in -V) echo "Python 3.9.2";; *) exit 1;; esac'
BARE = 'case "$2" in *venv*) exit 1;; esac'


@pytest.mark.parametrize("target", ["demo", "test", "lint", "docs", "truth", "fuzz", "corpus"])
@pytest.mark.parametrize(
    ("programs", "arguments", "says"),
    [
        ({}, [], "needs Python 3.11 or newer"),
        ({"python3": OLD}, [], "needs Python 3.11 or newer"),
        ({"python3": OLD}, ["PYTHON=python3"], "'python3' is Python 3.9.2"),
        ({}, ["PYTHON=nowhere"], "There is no 'nowhere'"),
        ({"python3": BARE}, [], "lacks venv or ensurepip"),
    ],
)
def test_what_is_missing_is_named(
    tmp_path: Path, target: str, programs: dict[str, str], arguments: list[str], says: str
) -> None:
    done = _make(tmp_path, target, *arguments, programs=programs)
    assert done.returncode != 0
    assert says in done.stderr


def test_help_is_the_default(tmp_path: Path) -> None:
    done = _make(tmp_path)
    assert done.returncode == 0
    assert {line.split()[1] for line in done.stdout.splitlines()} == {
        "demo",
        "test",
        "lint",
        "docs",
        "truth",
        "fuzz",
        "corpus",
        "bench",
    }
