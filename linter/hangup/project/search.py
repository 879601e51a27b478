"""Searches many files for words: by several processes where there are many, and not again where nothing has changed."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

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


class Search:
    """Searches files. ``verdicts`` remembers in which there was nothing; ``jobs`` is how many processes may be used."""

    def __init__(self, verdicts: Verdicts | None = None, jobs: int = 1) -> None:
        self._verdicts = verdicts
        self._jobs = jobs if CAN_FORK else 1

    @property
    def verdicts(self) -> Verdicts | None:
        """What is remembered of files."""
        return self._verdicts

    def passing(self, paths: Iterable[str], gate: Gate, closer: Closer | None = None) -> Found:
        """The files that pass a gate, and a closer look."""
        listed = list(paths)
        signatures: dict[str, bytes] = {}
        if self._verdicts is not None:
            signatures = self._verdicts.signatures(listed)
            clear = self._verdicts.known(gate.key)
            listed = [path for path in listed if signatures.get(path, b"") not in clear]
        if len(listed) > FEW:
            gate.prepare()
        if self._jobs > 1 and len(listed) > FEW:
            found = self._split(listed, gate, closer)
        else:
            found = _search(listed, gate, closer)
        if self._verdicts is not None:
            others = found.passing.keys() | found.failed.keys() | found.refused.keys()
            idle = (path for path in listed if path not in others)
            self._verdicts.add(gate.key, (signatures[path] for path in idle if path in signatures))
        return found

    def _split(self, paths: Sequence[str], gate: Gate, closer: Closer | None) -> Found:
        """Search a part of the files here and the others in forked processes."""
        helpers: list[tuple[int, int, Sequence[str]]] = []
        for number in range(1, self._jobs):
            part = paths[number :: self._jobs]
            here, there = os.pipe()
            process = os.fork()
            if not process:
                os.close(here)
                _answer(part, gate, closer, there)
            os.close(there)
            helpers.append((process, here, part))
        found = _search(paths[:: self._jobs], gate, closer)
        for process, here, part in helpers:
            with open(here, "rb") as pipe:
                data = pipe.read()
            _, status = os.waitpid(process, 0)
            # if it died, nothing it says counts; else our own process wrote it
            theirs = _search(part, gate, closer) if status else Found(*marshal.loads(data))  # noqa: S302
            found.passing |= theirs.passing
            found.failed |= theirs.failed
            found.refused |= theirs.refused
        found.passing = {path: found.passing[path] for path in paths if path in found.passing}
        found.failed = {path: found.failed[path] for path in paths if path in found.failed}
        return found


def _search(paths: Iterable[str], gate: Gate, closer: Closer | None) -> Found:
    found = Found()
    passes = gate.passes
    for path in paths:
        try:
            data = read(path)
        except OSError as error:
            found.failed[path] = error.strerror or str(error)
            continue
        if passes(data):
            if closer is None or closer(path, data):
                found.passing[path] = data
            else:
                found.refused[path] = None
    return found


def _answer(paths: Sequence[str], gate: Gate, closer: Closer | None, descriptor: int) -> None:
    """Search in a process of its own, and end it."""
    status = 1
    try:
        found = _search(paths, gate, closer)
        with open(descriptor, "wb") as pipe:
            pipe.write(marshal.dumps((found.passing, found.failed, found.refused)))
        status = 0
    finally:
        os._exit(status)
