"""The source distribution is the project: whoever unpacks it can build, test and lint."""

from __future__ import annotations

import sys
import tarfile
from pathlib import Path
from typing import Protocol

import pytest

ROOT = Path(__file__).parents[2]


class Run(Protocol):
    """See conftest.py."""

    def __call__(self, *command: str | Path, cwd: Path, status: int = 0) -> str: ...


@pytest.mark.xdist_group("wheel")
def test_every_tracked_file_is_in_the_source_distribution(run: Run, tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", tmp_path, cwd=ROOT)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    tracked = run("git", "-c", "safe.directory=*", "-c", "core.quotePath=off", "ls-files", "-z", cwd=ROOT).split("\0")
    missing = sorted(name for name in tracked if name and name not in names and (ROOT / name).is_file())
    assert not missing
