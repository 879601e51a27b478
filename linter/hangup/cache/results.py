"""What came out for files, by keys that stand for everything it depended on."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from hangup.cache.codec import Unknown, dump, load

if TYPE_CHECKING:
    from hangup.cache.folder import CacheFolder

_NAME = "results-"
_DAY = 24 * 60 * 60
_KEPT_DAYS = 14
_LARGEST = 64 * 1024 * 1024


def digest(*parts: bytes | str) -> str:
    """A key of parts, each of which counts and none of which runs into the next."""
    state = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "little"))
        state.update(data)
    return state.hexdigest()


class Results:
    """Entries by key. ``base`` stands for hangup, the catalogue and whatever else all entries depend on."""

    def __init__(self, folder: CacheFolder, base: str) -> None:
        self.base = base
        self.folder = folder
        self._name = _NAME + base
        self._entries: dict[str, tuple[int, str]] | None = None
        self._today = int(time.time() // _DAY)
        self._changed = False

    def get(self, key: str) -> Any:
        """What was kept under a key; None where there is nothing."""
        entries = self._read()
        found = entries.get(key)
        if found is None:
            return None
        day, text = found
        try:
            value = load(text)
        except Unknown:
            del entries[key]
            return None
        if day != self._today:
            entries[key] = (self._today, text)
            self._changed = True
        return value

    def put(self, key: str, value: object) -> None:
        """Keep a value, if it is of a kind that is kept."""
        try:
            self._read()[key] = (self._today, dump(value))
        except Unknown:
            return
        self._changed = True

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to save."""
        return self._changed

    def save(self) -> None:
        """Write what is new, and leave out what nobody has asked for in two weeks."""
        if not self._changed or self._entries is None:
            return
        recent = {key: entry for key, entry in self._entries.items() if entry[0] > self._today - _KEPT_DAYS}
        if sum(len(text) for _, text in recent.values()) > _LARGEST:
            recent = {key: entry for key, entry in recent.items() if entry[0] == self._today}
        self.folder.write(self._name, json.dumps(recent, separators=(",", ":")).encode())
        self._changed = False

    def _read(self) -> dict[str, tuple[int, str]]:
        if self._entries is None:
            data = self.folder.read(self._name)
            self._entries = {}
            if data is not None:
                self._entries = dict(_entries(data))
        return self._entries


def _entries(data: bytes) -> Iterable[tuple[str, tuple[int, str]]]:
    try:
        known: object = json.loads(data)
    except (ValueError, RecursionError):
        return
    for key, entry in cast("dict[str, Any]", known).items() if isinstance(known, dict) else ():
        match entry:
            case [int(day), str(text)]:
                yield key, (day, text)
            case _:
                continue
