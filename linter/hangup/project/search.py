"""Searches many files for words: by several processes where there are many, and not again where nothing has changed."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Collection, Container, Iterable, Sequence
from typing import TYPE_CHECKING

from hangup.project.gates import Texts
from hangup.project.imports import Imports
from hangup.project.read import read
from hangup.project.workers import CAN_FORK
from hangup.records import dataclass, field

if TYPE_CHECKING:
    from hangup.cache.verdicts import Verdicts
    from hangup.project.gates import Gate

Closer = Callable[[str, bytes], bool]
"""Looks closer at a file that passes a gate, by its path too: so what it says is not remembered by the gate's words."""

FEW = 2_000
"""Files up to which one process is faster than two."""


@dataclass(slots=True)
class Found:
    """``passing``: the files that pass, with their bytes. ``failed``: those that cannot be read, and why. ``refused``:
    those that pass the gate and no closer look.
    """

    passing: dict[str, bytes] = field(default_factory=dict[str, bytes])
    failed: dict[str, str] = field(default_factory=dict[str, str])
    refused: dict[str, None] = field(default_factory=dict[str, None])

    def add(self, other: Found, order: Iterable[str]) -> None:
        """Take in what was found in other files; all is in this order then."""
        passing, failed = self.passing | other.passing, self.failed | other.failed
        self.passing = {path: passing[path] for path in order if path in passing}
        self.failed = {path: failed[path] for path in order if path in failed}
        self.refused |= other.refused


class Search:
    """Searches files. ``verdicts`` remembers in which there was nothing; ``jobs`` is how many processes may be used."""

    def __init__(self, verdicts: Verdicts | None = None, jobs: int = 1) -> None:
        self._verdicts = verdicts
        self._jobs = jobs if CAN_FORK else 1
        self._imports = Imports()

    @property
    def verdicts(self) -> Verdicts | None:
        """What is remembered of files."""
        return self._verdicts

    def passing(
        self, paths: Iterable[str], gate: Gate, closer: Closer | None = None, texts: Collection[bytes] | None = None
    ) -> Found:
        """The files that pass a gate, and a closer look.

        ``texts`` are given where both only ask which modules a file names: one of them stands in the import statements
        of each file that passes. Gate and closer are handed these statements where they are known, which they are of
        files that were read behind the first one that passed.
        """
        listed = list(paths)
        signatures: dict[str, bytes] = {}
        if self._verdicts is not None:
            signatures = self._verdicts.signatures(listed)
            clear = self._verdicts.known(gate.key)
            if clear:
                listed = [path for path in listed if signatures.get(path, b"") not in clear]
        if len(listed) > FEW:
            gate.prepare()
        if texts is None:
            found = self._look(listed, _Look(gate, closer))
        else:
            found = self._look([path for path in listed if path not in self._imports], _Look(gate, closer, note=True))
            found.add(_Look(gate, closer).among(self._imports.holding(texts), frozenset(listed)), listed)
        if self._verdicts is not None:
            others = found.passing.keys() | found.failed.keys() | found.refused.keys()
            idle = (path for path in listed if path not in others)
            self._verdicts.add(gate.key, (signatures[path] for path in idle if path in signatures))
        return found

    def _look(self, paths: Sequence[str], look: _Look) -> Found:
        """Look at files, by several processes where there are many."""
        if self._jobs < 2 or len(paths) <= FEW:
            return look.at(paths, self._imports)
        helpers: list[tuple[int, int, Sequence[str]]] = []
        for number in range(1, self._jobs):
            part = paths[number :: self._jobs]
            here, there = os.pipe()
            process = os.fork()
            if not process:
                os.close(here)
                _answer(part, look, there)
            os.close(there)
            helpers.append((process, here, part))
        found = look.at(paths[:: self._jobs], self._imports)
        for process, here, part in helpers:
            with open(here, "rb") as pipe:
                data = pipe.read()
            _, status = os.waitpid(process, 0)
            if status:  # it died: nothing it says counts
                found.add(look.at(part, self._imports), paths)
            else:
                theirs, imports = marshal.loads(data)  # noqa: S302  (our own process wrote it)
                found.add(Found(*theirs), paths)
                self._imports.take(imports)
        return found


class _Look:
    """Asks of one file after the other whether it passes. ``note``: whether what each says of others will be asked for,
    also where none passes.
    """

    def __init__(self, gate: Gate, closer: Closer | None, *, note: bool = False) -> None:
        self._passes = gate.passes
        self._is_plain = isinstance(gate, Texts)
        self._closer = closer
        self._note = note

    def among(self, texts: Iterable[tuple[str, bytes]], paths: Container[str]) -> Found:
        """What is found in the import statements of files that are asked for. One of the gate's texts is in each."""
        found = Found()
        for path, data in texts:
            if path in paths and (self._is_plain or self._passes(data)):
                self._take(path, data, found)
        return found

    def _take(self, path: str, data: bytes, found: Found) -> None:
        if self._closer is None or self._closer(path, data):
            found.passing[path] = data
        else:
            found.refused[path] = None

    def at(self, paths: Iterable[str], imports: Imports) -> Found:
        """What is found in files. Imports are noted behind the first that passes: others will be asked for that have
        some of it.
        """
        found = Found()
        passing, passes, note = found.passing, self._passes, self._note
        for path in paths:
            try:
                data = read(path)
            except OSError as error:
                found.failed[path] = error.strerror or str(error)
                continue
            if passes(data):
                self._take(path, data, found)
            if note or passing:
                imports.note(path, data)
        return found


def _answer(paths: Sequence[str], look: _Look, descriptor: int) -> None:
    """Search in a process of its own, and end it."""
    status = 1
    try:
        imports = Imports()
        found = look.at(paths, imports)
        with open(descriptor, "wb") as pipe:
            pipe.write(marshal.dumps(((found.passing, found.failed, found.refused), dict(imports.fresh))))
        status = 0
    finally:
        os._exit(status)
