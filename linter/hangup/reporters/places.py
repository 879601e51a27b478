"""Where findings are, in the terms of other programs: paths of the repository, URIs, lines and columns."""

from __future__ import annotations

import os

from hangup.model import Position, SourceFile, Span
from hangup.records import dataclass


@dataclass(frozen=True, slots=True)
class Repository:
    """The folder that consumers in continuous integration take paths to be relative to."""

    root: str
    here: str

    @classmethod
    def around(cls, directory: str = ".") -> Repository:
        """The git repository a directory is in, or the directory itself where there is none."""
        here = root = os.path.abspath(directory)
        while not os.path.exists(os.path.join(root, ".git")):
            parent = os.path.dirname(root)
            if parent == root:
                return cls(here, here)
            root = parent
        return cls(root, here)

    def leads_out(self, path: str) -> bool:
        """Whether what stands at a path is a link in the repository to something that is not in it."""
        if not os.path.islink(path):
            return False
        below = os.path.realpath(self.root).rstrip(os.sep) + os.sep
        place = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
        return place.startswith(below) and not os.path.realpath(path).startswith(below)

    def path(self, reported: str) -> str:
        """A reported path from the root, with forward slashes and no ``./``; absolute where it is outside."""
        inside = self._inside(reported)
        return _posix(self._absolute(reported)) if inside is None else inside

    def uri(self, reported: str) -> tuple[str, bool]:
        """A reported path as a URI, and whether it is relative to the root."""
        inside = self._inside(reported)
        return (file_uri(self._absolute(reported)), False) if inside is None else (_quoted(inside), True)

    def _absolute(self, reported: str) -> str:
        return os.path.normpath(os.path.join(self.here, reported))

    def _inside(self, reported: str) -> str | None:
        path = self._absolute(reported)
        below = self.root.rstrip(os.sep) + os.sep
        if not path.startswith(below):  # perhaps it is, by another name of a folder above it
            path = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
        return _posix(path.removeprefix(below)) if path.startswith(below) else None


def file_uri(path: str, *, folder: bool = False) -> str:
    """The ``file`` URI of an absolute path. Bytes of a name that are no UTF-8 are kept, percent-encoded."""
    posix = _posix(path)
    return "file://" + _quoted(posix if posix.startswith("/") else f"/{posix}").rstrip("/") + "/" * folder


def region(source: SourceFile, span: Span) -> tuple[Position, Position]:
    """The first position of a span and the one behind its last character, in the file as it is on disk.

    Services mark lines of files: of a notebook those of its JSON.
    """
    return source.on_disk.position(span.start), source.on_disk.position(span.end)


def _posix(path: str) -> str:
    return path.replace(os.sep, "/")


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(os.fsencode(path), safe="/")
