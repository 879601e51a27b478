"""What files say of each other, cut out of them while they are searched: so each is read once, whatever is asked."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from hangup.names import SUFFIXES, suffix_of
from hangup.project.read import LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping

Cutter = Callable[[bytes], bytes]
"""The statements of a text by which it names modules: a text that refers to the same ones."""

_BETWEEN = b"\0"
"""Stands between the statements of one file and those of the next: in no name of a module."""


class Imports:
    """The import statements of files. Of a file that is not here nothing is known.

    All statements are one text, which is searched at once: that takes a tenth of the time of one search for each file.
    """

    def __init__(self) -> None:
        self._fresh: dict[str, bytes] = {}
        """Those of files that are not in the text yet."""
        self._paths: list[str] = []
        self._starts = array("Q")
        self._text = b""
        self._known: set[str] = set()
        self._cutters: dict[str, Cutter | None] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._known or path in self._fresh

    @property
    def fresh(self) -> Mapping[str, bytes]:
        """What was noted since it was last searched."""
        return self._fresh

    def note(self, path: str, data: bytes) -> None:
        """Keep what a file says of others."""
        end = path[path.rfind(".") :]
        if end not in self._cutters:
            self._cutters[end] = _cutter(path)
        cut = self._cutters[end]
        if cut is not None and len(data) <= LIMIT:
            self._fresh[path] = cut(data)

    def take(self, found: Mapping[str, bytes]) -> None:
        """Take what another process has noted."""
        self._fresh.update(found)

    def holding(self, texts: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
        """The files with one of these texts in their statements, and these."""
        self._settle()
        number = -1
        for start in _starts_of(texts, self._text):
            if number + 1 < len(self._starts) and start >= self._starts[number + 1]:
                number = bisect_right(self._starts, start, number + 1) - 1
                end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
                yield self._paths[number], self._text[self._starts[number] : end - len(_BETWEEN)]

    def _settle(self) -> None:
        """Put what is fresh into the text."""
        position = len(self._text)
        for path, statements in self._fresh.items():
            self._paths.append(path)
            self._starts.append(position)
            position += len(statements) + len(_BETWEEN)
        self._text += b"".join([statements + _BETWEEN for statements in self._fresh.values()])
        self._known.update(self._fresh)
        self._fresh = {}


def _starts_of(texts: Iterable[bytes], data: bytes) -> Iterator[int]:
    """Where one of some texts stands, in order; of those that overlap one."""
    from hangup.project.gates import finder

    listed = sorted(set(texts))
    if not listed:
        return iter(())
    find = finder(listed)
    if find is not None:
        return (start for _, start, _ in find(data))
    return (match.start() for match in re.finditer(b"|".join(map(re.escape, listed)), data))


def _cutter(path: str) -> Cutter | None:
    language = SUFFIXES.get(suffix_of(path), "").rpartition(".")[2]
    if language not in ("python", "ecmascript"):
        return None
    cutter: Cutter = import_module(f"hangup.project.modules.{language}").import_statements
    return cutter
