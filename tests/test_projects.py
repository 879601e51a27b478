"""Small projects of several files: what is found in each is what its files mark, in whatever order they are read."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from hangup.assembly import prefilter, toolbox
from hangup.checking.checker import Checker
from hangup.checking.paths import check_paths
from hangup.config import Settings
from hangup.model import SourceFile
from hangup.project.discover import discover
from hangup.project.surroundings import Surroundings
from hangup.testing import Marker, check_project, read_markers

ROOT = Path(__file__).parent / "projects"
PROJECTS = sorted(path for language in ROOT.iterdir() if language.is_dir() for path in language.iterdir())


def _markers(path: Path) -> list[Marker]:
    return read_markers(SourceFile(path.name, path.read_bytes()))[0]


def _id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("project", PROJECTS, ids=_id)
def test_findings_are_the_marked_ones(project: Path) -> None:
    problems, found = check_project(project, prefilter(), toolbox(), Settings())
    assert not problems, "\n".join([_id(project), *problems])
    is_clean = project.name.endswith("_clean")
    marked = [marker for path in project.rglob("*") if path.is_file() for marker in _markers(path)]
    assert bool(marked) != is_clean, "a clean project has markers, or a leak has none"
    assert not (is_clean and found)


def test_each_project_has_words_for_the_documentation() -> None:
    lists = [tomllib.loads((ROOT / name).read_text(encoding="utf-8")) for name in ("forms.toml", "frameworks.toml")]
    named = {f"{language}/{name}" for known in lists for language, forms in known.items() for name in forms}
    assert named == {_id(project).rpartition("_")[0] for project in PROJECTS}


@pytest.mark.parametrize("project", PROJECTS, ids=_id)
def test_projects_are_leaks_with_a_clean_twin(project: Path) -> None:
    name, _, kind = project.name.rpartition("_")
    assert kind in ("leak", "clean")
    twin = project.with_name(f"{name}_{'clean' if kind == 'leak' else 'leak'}")
    assert twin.is_dir()


@pytest.mark.parametrize("project", [path for path in PROJECTS if path.name.endswith("_leak")], ids=_id)
def test_files_of_a_project_are_analysed_together(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    files = discover(["."]).files
    candidates = {path: data for path in files if prefilter().passes(data := Path(path).read_bytes())}
    checker = Checker(
        toolbox(), lambda _: Settings(), prefilter(), candidates, files, lambda _: [Surroundings(".", files)]
    )
    assert max(len(checker.together(path)[0]) for path in candidates) > 1


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


def test_a_file_with_no_word_of_the_library_is_reported_where_it_opens_what_another_one_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "studio.ts").write_text(
        "import { StreamVideoClient } from '@stream-io/video-react-sdk';\n"
        "export const studio = new StreamVideoClient({ apiKey: 'k' });\n",
        encoding="utf-8",
    )
    (tmp_path / "Rehearsal.tsx").write_text(
        "import { useEffect } from 'react';\n"
        "import { studio } from './studio';\n"
        "export function Rehearsal({ band }: { band: string }) {\n"
        "  useEffect(() => {\n"
        "    studio.call('default', band).join();\n"
        "  }, [band]);\n"
        "  return <h2>{band}</h2>;\n"
        "}\n",
        encoding="utf-8",
    )
    files = discover(["."]).files
    assert [(path, code) for path, _, code, _ in _found(files, files)] == [("Rehearsal.tsx", "HUP101")]
