"""What files say of each other, cut out of them while they are searched: so each is read once, whatever is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hangup.names import SUFFIXES, suffix_of
from hangup.project.read import LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping

Cutter = Callable[[bytes], bytes]
"""The statements of a text by which it names modules: a text that refers to the same ones."""


class Imports:
    """The import statements of files, by path. Of a file that is not here nothing is known."""

    def __init__(self) -> None:
        self._found: dict[str, bytes] = {}
        self._cutters: dict[str, Cutter | None] = {}

    @property
    def found(self) -> Mapping[str, bytes]:
        return self._found

    def note(self, path: str, data: bytes) -> None:
        """Keep what a file says of others."""
        end = path[path.rfind(".") :]
        if end not in self._cutters:
            self._cutters[end] = _cutter(path)
        cut = self._cutters[end]
        if cut is not None and len(data) <= LIMIT:
            self._found[path] = cut(data)

    def take(self, found: Mapping[str, bytes]) -> None:
        """Take what another process has noted."""
        self._found.update(found)


def _cutter(path: str) -> Cutter | None:
    from hangup.project.modules import ecmascript, python

    language = SUFFIXES.get(suffix_of(path), "").rpartition(".")[2]
    return {"python": python.import_statements, "ecmascript": ecmascript.import_statements}.get(language)
