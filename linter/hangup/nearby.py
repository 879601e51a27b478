"""The files that matter most to one of many: those that use it, and those that it uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from hangup.ir.link import imports_of
from hangup.ir.program import Program

if TYPE_CHECKING:
    from hangup.project.modules import Resolver

MOST = 8
"""So many files, itself included: more would be too much together again."""


class Nearby:
    """The files of one program, and which of them import which."""

    def __init__(self, programs: Mapping[str, Program], resolver: Resolver) -> None:
        self._imported = {each: _imported(each, programs, resolver) for each in programs}
        self._importers: dict[str, list[str]] = {}
        for each, targets in self._imported.items():
            for target in targets:
                self._importers.setdefault(target, []).append(each)

    def of(self, path: str) -> list[str]:
        """The file itself, those it imports, and those that import it, the nearest first; directly or through others.

        What else its users import is left out: they decide what becomes of a connection, their other imports rarely do.
        """
        found = {path: None}
        above, below = [path], [path]
        while (above or below) and len(found) < MOST:
            above = _next(above, self._importers, found)
            below = _next(below, self._imported, found)
        return list(found)


def _next(front: Iterable[str], edges: Mapping[str, list[str]], found: dict[str, None]) -> list[str]:
    """One step further: the files that were not found before, as many as there is room for."""
    fresh: list[str] = []
    for path in front:
        for other in edges.get(path, ()):
            if other not in found and len(found) < MOST:
                found[other] = None
                fresh.append(other)
    return fresh


def _imported(path: str, programs: Mapping[str, Program], resolver: Resolver) -> list[str]:
    names = dict.fromkeys(taken.module for taken in imports_of(programs[path]))
    targets = (resolver.module(path, name) for name in names)
    return [target for target in targets if target is not None and target in programs and target != path]
