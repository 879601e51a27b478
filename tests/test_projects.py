"""Small projects of several files: what is found in each is what its files mark, in whatever order they are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from hangup.cli import prefilter, toolbox
from hangup.config import Settings
from hangup.engine import check_paths
from hangup.project.discover import discover
from hangup.project.surroundings import Surroundings
from hangup.testing import check_project

ROOT = Path(__file__).parent / "projects"
PROJECTS = sorted(path for language in ROOT.iterdir() if language.is_dir() for path in language.iterdir())


def _id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("project", PROJECTS, ids=_id)
def test_findings_are_the_marked_ones(project: Path) -> None:
    problems, found = check_project(project, prefilter(), toolbox(), Settings())
    assert not problems, "\n".join([_id(project), *problems])
    assert bool(found) == (not project.name.endswith("_clean")), "a clean project has findings, or a leak has none"


@pytest.mark.parametrize("project", PROJECTS, ids=_id)
def test_one_file_checked_alone_is_known_with_the_others(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    files = discover(["."]).files
    together = _found(files, files)
    assert together == sorted(place for path in files for place in _found([path], files))


@pytest.mark.parametrize("project", PROJECTS, ids=_id)
def test_the_order_of_files_does_not_matter(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    files = discover(["."]).files
    assert _found(files, files) == _found(files[::-1], files[::-1])


def _found(paths: Sequence[str], files: Sequence[str]) -> list[tuple[str, int, str, str]]:
    report = check_paths(
        paths,
        prefilter(),
        toolbox,
        lambda _: Settings(),
        around=lambda _: [Surroundings(".", tuple(files))],
    )
    return sorted((d.path, d.span.start, d.code, d.message) for d in report.diagnostics)
