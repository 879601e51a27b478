"""The project around the files that are checked: what is known, whatever is reported."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from hangup.project.discover import discover
from hangup.project.exclude import Excludes
from hangup.records import dataclass

MARKERS = (
    ".hg", "hangup.toml", ".hangup.toml", "pnpm-workspace.yaml", "package.json", "pyproject.toml", "setup.py",
    "setup.cfg", "tsconfig.json", "jsconfig.json", "manage.py", "requirements.txt", "Pipfile", "deno.json",
)  # fmt: skip
"""Files and folders that the folder of a project holds, where there is no git repository around it."""

LARGEST = 200_000
"""Files beyond which a project is taken for a whole disk: only what is checked is known then."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A project: the folder it ends at, and its files as they are reported."""

    root: str
    files: tuple[str, ...]


def surroundings(
    paths: Iterable[str],
    excludes: Excludes | None = None,
    listed: Mapping[str, tuple[str, ...]] | None = None,
    checked: Iterable[str] = (),
) -> list[Surroundings]:
    """The projects that files belong to, each file in one of them.

    Of a project are known its files as they are discovered, and those that are ``checked``, also where git ignores
    them. Files of no project are known to each other, and with them those of no project among all that are ``checked``.
    ``listed`` are the files of folders (as absolute real paths) that have been discovered already.
    """
    roots: dict[str, list[str]] = {}
    known: dict[str, str] = {}
    here = os.getcwd()
    marks = _Marks()

    def root_of(path: str) -> str:
        folder = path.rpartition("/")[0]
        if folder not in known:
            known[folder] = _find_root(os.path.dirname(os.path.abspath(path)), here, marks)
        return known[folder]

    for path in paths:
        roots.setdefault(root_of(path), []).append(path)
    loose = set(roots.pop("", []))
    asked: dict[str, list[str]] = {}
    for path in checked:
        asked.setdefault(root_of(path), []).append(path)
    found = [
        _project(root, files, asked.get(root, []), excludes, listed or {}) for root, files in sorted(roots.items())
    ]
    if loose:
        loose.update(asked.get("", ()))
        root = _around([os.path.dirname(os.path.abspath(path)) for path in loose], here)
        found.append(Surroundings(_shown(root), tuple(sorted(loose))))
    return found


def _around(folders: list[str], here: str) -> str:
    """The folder that files of no project end at: the working directory, where all of them lie in it. Packages have
    their name from the folder around them, so that the innermost folder of all may be too little.
    """
    common = os.path.commonpath(folders)
    return here if common == here or common.startswith(here.rstrip(os.sep) + os.sep) else common


class _Marks:
    """What tells the folders of projects from others; each folder is asked once."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[bool, bool]] = {}

    def of(self, folder: str) -> tuple[bool, bool]:
        """Whether a folder is that of a repository, and whether it holds a manifest."""
        found = self._found.get(folder)
        if found is None:
            found = self._found[folder] = (_has(folder, ".git"), any(_has(folder, marker) for marker in MARKERS))
        return found


def _has(folder: str, name: str) -> bool:
    return os.path.lexists(os.path.join(folder, name))


def _find_root(folder: str, here: str, marks: _Marks) -> str:
    """The folder of the repository. Without one, the outermost folder with a manifest up to the working directory, or
    the first above it; else an empty text.
    """
    home, found = os.path.expanduser("~"), ""
    current, inside = folder, folder == here or folder.startswith(here.rstrip(os.sep) + os.sep)
    while True:
        is_repository, has_manifest = marks.of(current)
        if is_repository:
            return current
        parent = os.path.dirname(current)
        if current in (parent, home):
            return found
        if (inside or not found) and has_manifest:
            found = current
        inside = inside and current != here
        current = parent


def _project(
    root: str,
    files: list[str],
    checked: list[str],
    excludes: Excludes | None,
    listed: Mapping[str, tuple[str, ...]],
) -> Surroundings:
    known = listed.get(os.path.realpath(root))
    if known is not None and len(known) <= LARGEST and set(files) <= set(known):
        return Surroundings(_shown(root), known)
    shown = _shown(root)
    found = discover([shown], excludes).files
    if len(found) > LARGEST:
        found = ()
    named = {os.path.abspath(path): path for path in {*files, *checked}.difference(found)}
    relative = not all(os.path.isabs(path) for path in files)
    for path in found:
        place = os.path.abspath(path)
        named.setdefault(place, _shown(place) if relative else path)
    return Surroundings(shown, tuple(sorted(named.values())))


def _shown(root: str) -> str:
    relative = os.path.relpath(root)
    return (root if relative.startswith("..") else relative).replace(os.sep, "/")
