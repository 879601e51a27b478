"""In which files there was nothing to find: a table of what the file system says of them, without their names.

A file is taken to be the same when its device, number, size and both times are: the time of its last change cannot be
set by programs. Files that changed within the last two seconds before they were read are not remembered, since they
may change again without another time.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING

from hangup.project.stamps import SETTLED, now

if TYPE_CHECKING:
    from hangup.cache.folder import CacheFolder

_RECORD = struct.Struct("<QQqqq")
_WORD = 0xFFFFFFFFFFFFFFFF
_FEW = 200
_MANY = 2_000_000
"""Entries beyond which a table is begun anew."""


class Verdicts:
    """The tables, one for each set of words that was looked for."""

    def __init__(self, folder: CacheFolder) -> None:
        self._folder = folder
        self._signatures: dict[str, bytes] = {}
        self._known: dict[bytes, set[bytes]] = {}
        self._fresh: dict[bytes, list[bytes]] = {}
        self._before = now() - SETTLED

    @property
    def began(self) -> int:
        """When the run did: nanoseconds."""
        return self._before + SETTLED

    def fingerprint(self, paths: Sequence[str]) -> bytes | None:
        """What tells files as they are from any others; None where one of them has just changed."""
        known = self.signatures(paths)
        try:
            state = blake2b(b"".join([known[path] for path in paths]))
        except KeyError:
            return None
        state.update("\0".join(paths).encode("utf-8", "surrogateescape"))
        return state.digest()

    def signatures(self, paths: Iterable[str]) -> dict[str, bytes]:
        """What tells the files from others. The ones that are not there, or have just changed, have none."""
        for path in paths:
            if path not in self._signatures:
                with suppress(OSError):
                    self.note(path, os.stat(path))
        return self._signatures

    def note(self, path: str, found: os.stat_result) -> None:
        """Take note of what the file system says of a file that has not been read yet."""
        if found.st_mtime_ns < self._before and found.st_ctime_ns < self._before:
            self._signatures[path] = _RECORD.pack(
                found.st_dev & _WORD, found.st_ino & _WORD, found.st_size, found.st_mtime_ns, found.st_ctime_ns
            )

    def known(self, key: bytes) -> set[bytes]:
        """The files in which none of these words stands."""
        if key not in self._known:
            data = self._folder.read(_name(key)) or b""
            size = _RECORD.size
            self._known[key] = {data[start : start + size] for start in range(0, len(data), size)}
        return self._known[key]

    def add(self, key: bytes, signatures: Iterable[bytes]) -> None:
        """Remember that in these files, which were read after their signatures were taken, none of the words stands."""
        self._fresh.setdefault(key, []).extend(signatures)

    def save(self, *, begin: bool) -> bool:
        """Keep what is new, and say whether that was anything. Entries of files that are gone stay, until there are
        too many. A table of a few files is only begun (with ``begin``) beside other results: reading them is cheaper.
        """
        saved = False
        for key, fresh in self._fresh.items():
            if not fresh or (len(fresh) < _FEW and not begin and not self.known(key)):
                continue
            saved = True
            known = self.known(key)
            kept = set(fresh) if len(known) > _MANY else known | set(fresh)
            self._folder.write(_name(key), b"".join(kept))
        self._fresh.clear()
        return saved


def _name(key: bytes) -> str:
    return "searched-" + blake2b(key, digest_size=12).hexdigest()
