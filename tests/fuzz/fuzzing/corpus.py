"""What is mutated: the source of the fixtures, the fixes, the ground truth, the examples and the small projects."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hangup.frontends import is_supported
from hangup.model import SourceFile, open_source
from hangup.names import suffix_of
from hangup.project.discover import discover

ROOT = Path(__file__).parents[3]
TRUTH = "tests/truth/{}/scenarios"
FOLDERS = ("tests/fixtures", "tests/fixes", TRUTH.format("javascript"), TRUTH.format("python"), "examples")
LANGUAGES = ("python", "ecmascript")
PROJECTS = ROOT / "tests" / "projects"

KINDS = {
    "python": (".py", ".pyw", ".pyi"),
    "javascript": (".js", ".mjs", ".cjs", ".jsx"),
    "typescript": (".ts", ".mts", ".cts", ".tsx"),
    "scripts in markup": (".vue", ".svelte", ".astro", ".html", ".htm"),
    "notebooks": (".ipynb",),
}


def kind_of(path: str) -> str:
    """Which of :data:`KINDS` a file is."""
    return next(kind for kind, suffixes in KINDS.items() if suffix_of(path.lower()) in suffixes)


@dataclass(frozen=True, slots=True)
class Project:
    """Files that are analysed together, from the folder they stand in."""

    root: Path
    files: dict[str, bytes]


@cache
def seeds() -> dict[str, tuple[SourceFile, ...]]:
    """Every file that is looked at alone, by kind, in an order that is the same everywhere."""
    found: dict[str, list[SourceFile]] = {kind: [] for kind in KINDS}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and is_supported(path.name) and "node_modules" not in path.parts:
                found[kind_of(path.name)].append(open_source(_shown(path), path.read_bytes()))
    return {kind: tuple(sources) for kind, sources in found.items()}


def _shown(path: Path) -> str:
    """The path from the folder of the language: frameworks know files by their place."""
    within = path.relative_to(ROOT)
    place = next((number for number, part in enumerate(within.parts) if part in LANGUAGES), -1)
    return Path(*within.parts[place + 1 :]).as_posix() if place > 0 else within.as_posix()


@cache
def projects() -> tuple[Project, ...]:
    """Every small project of several files."""
    found: list[Project] = []
    for root in sorted(path for path in PROJECTS.glob("*/*") if path.is_dir()):
        paths = [Path(path).relative_to(root).as_posix() for path in discover([str(root)]).files]
        found.append(Project(root, {path: (root / path).read_bytes() for path in sorted(paths)}))
    return tuple(found)
