"""The files of a project by their place, and how their paths are shown."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping
from functools import cached_property

from hangup.project.modules.jsonc import read_table
from hangup.project.stamps import stamp_at

_BETWEEN = "\n"
_UNUSUAL = ("/.", "//", "\n/", "\n.", "/\n")
"""What stands in no list of plain paths: those below the working directory that cannot be written in another way."""


class Tree:
    """The files that are there. Paths are reported paths (POSIX, relative to the working directory, or absolute).

    ``root`` is the folder the project ends at: nothing above it is looked for.
    """

    def __init__(self, files: Iterable[str], root: str = ".") -> None:
        self._here = os.getcwd().replace(os.sep, "/")
        self._prefix = self._here.rstrip("/") + "/"
        self.root = self.place(root)
        self._files = tuple(files)
        is_plain = os.sep == "/" and _are_plain(self._files)
        self._plain = frozenset(self._files if is_plain else ())
        """The files whose place is the working directory with their path behind it."""
        self._shown = {} if is_plain else {self.place(path): path for path in self._files}
        """The paths of the other files by their place."""
        self.asked: dict[str, str] = {}
        """The stamps of manifests and configurations that were asked for, by place."""

    def table(self, place: str) -> Mapping[str, object] | None:
        """The object that a file holds, at an absolute path; None where there is none."""
        self.asked[place] = stamp_at(place)
        return read_table(place) if self.asked[place] else None

    def place(self, path: str) -> str:
        """The absolute path, without ``.`` and ``..``."""
        if os.sep != "/":
            path = path.replace(os.sep, "/")
        if not path or path[0] in "/." or "/." in path or "//" in path or path[-1] == "/":
            return posixpath.normpath(posixpath.join(self._here, path))
        return self._prefix + path

    def file(self, place: str) -> str | None:
        """The reported path of the file at an absolute path, if there is one."""
        if place.startswith(self._prefix):
            path = place[len(self._prefix) :]
            if path in self._plain:
                return path
        return self._shown.get(place)

    def shown(self, place: str) -> str:
        """How a path is reported, whether there is a file or not."""
        known = self.file(place)
        if known is not None:
            return known
        here = self._here.rstrip("/") + "/"
        return place.removeprefix(here) if place.startswith(here) else place

    def is_folder(self, place: str) -> bool:
        """Whether any file of the project lies below."""
        return place in self.folders

    @cached_property
    def folders(self) -> frozenset[str]:
        """The absolute places of all folders that hold files of the project."""
        found: set[str] = set()
        inside = {self._prefix + path.rpartition("/")[0] for path in self._plain}
        for innermost in inside | {posixpath.dirname(place) for place in self._shown}:
            folder = innermost.rstrip("/") or "/"
            while folder not in found and self._is_inside(folder):
                found.add(folder)
                folder = posixpath.dirname(folder)
        return frozenset(found)

    def above(self, place: str) -> list[str]:
        """The folders around a place, the innermost first, up to the root of the project."""
        found: list[str] = []
        folder = posixpath.dirname(place)
        while self._is_inside(folder):
            found.append(folder)
            if folder == self.root:
                break
            folder = posixpath.dirname(folder)
        return found or [folder]

    def _is_inside(self, folder: str) -> bool:
        return folder == self.root or folder.startswith(self.root.rstrip("/") + "/")

    def __len__(self) -> int:
        return len(self._plain) or len(self._shown)


def _are_plain(paths: Iterable[str]) -> bool:
    text = _BETWEEN + _BETWEEN.join(paths) + _BETWEEN
    return not any(sign in text for sign in _UNUSUAL)
