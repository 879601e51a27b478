"""The project around the files that are checked: what is known, whatever is reported."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

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
            known[folder] = marks.root(os.path.dirname(os.path.abspath(path)), here)
        return known[folder]

    for path in paths:
        roots.setdefault(root_of(path), []).append(path)
    loose = set(roots.pop("", []))
    whole = {root: found for root, files in roots.items() for found in _listed(root, files, listed or {})}
    asked: dict[str, list[str]] = {}
    if loose or whole.keys() != roots.keys():
        for path in checked:
            asked.setdefault(root_of(path), []).append(path)
    found = [
        whole.get(root) or _project(root, files, asked.get(root, []), excludes) for root, files in sorted(roots.items())
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
    """What tells the folders of projects from others. Each folder is asked once: for a repository first, since there
    is nothing else to ask where there is one.
    """

    def __init__(self) -> None:
        self._home = os.path.expanduser("~")
        self._repositories: dict[str, str] = {}
        self._manifests: dict[str, bool] = {}

    def root(self, folder: str, here: str) -> str:
        """The folder of the repository. Without one, the outermost folder with a manifest up to the working directory,
        or the first above it; else an empty text.
        """
        found = self._repository(folder)
        if found:
            return found
        inside = folder == here or folder.startswith(here.rstrip(os.sep) + os.sep)
        *around, _ = self._upwards(folder)  # a manifest in the user's own folder makes no project of it
        for current in around:
            if (inside or not found) and self._has_manifest(current):
                found = current
            inside = inside and current != here
        return found

    def _repository(self, folder: str) -> str:
        passed: list[str] = []
        found = ""
        for current in self._upwards(folder):
            known = self._repositories.get(current)
            passed.append(current)
            if known is not None or _has(current, ".git"):
                found = current if known is None else known
                break
        self._repositories.update(dict.fromkeys(passed, found))
        return found

    def _upwards(self, folder: str) -> Iterator[str]:
        """A folder and those around it, up to the user's own."""
        yield folder
        while folder not in ((parent := os.path.dirname(folder)), self._home):
            folder = parent
            yield folder

    def _has_manifest(self, folder: str) -> bool:
        if folder not in self._manifests:
            self._manifests[folder] = any(_has(folder, marker) for marker in MARKERS)
        return self._manifests[folder]


def _has(folder: str, name: str) -> bool:
    return os.path.lexists(os.path.join(folder, name))


def _listed(root: str, files: Iterable[str], listed: Mapping[str, tuple[str, ...]]) -> Iterator[Surroundings]:
    """The project, if it has been discovered already and has these files."""
    known = listed.get(os.path.realpath(root))
    if known is not None and len(known) <= LARGEST and set(files) <= set(known):
        yield Surroundings(_shown(root), known)


def _project(root: str, files: list[str], checked: list[str], excludes: Excludes | None) -> Surroundings:
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
