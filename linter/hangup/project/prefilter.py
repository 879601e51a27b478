"""Decides on bytes whether a file is worth parsing. Most files name no resource and are never decoded.

A file is cut into words by two calls that run in C (``translate``, ``split``) and compared with a set, so the cost does
not grow with the catalogue. Measured on 40 MB of code with the 163 names of 41 SDKs: 165 MB/s, against 20 MB/s for one
regular expression of them all and 25 MB/s for one search after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SUPPRESSION = b"hangup:"
"""Files with suppressions are candidates too: an unused one is a finding."""

_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_WORD = re.compile(rb"\w+")
_SPACED = bytes(byte if _WORD.match(bytes([byte])) else 0x20 for byte in range(256))
_CHUNK = 1 << 16


class Prefilter:
    """Whether any of the names stands in a file. Names like ``stream-chat`` are looked up by their longest word."""

    def __init__(self, names: Iterable[bytes]) -> None:
        self._plain: set[bytes] = set()
        self._compound: dict[bytes, list[bytes]] = {}
        for name in {*names, SUPPRESSION}:
            words = _WORD.findall(name)
            if words == [name]:
                self._plain.add(name)
            elif words:
                self._compound.setdefault(max(words, key=len), []).append(name)
        self._keys = frozenset(self._plain | self._compound.keys())
        self._overlap = max(map(len, self._keys)) + 1

    def passes(self, data: bytes) -> bool:
        """Whether the file is a candidate. UTF-16 and UTF-32 hide the words, so a mark of theirs always passes.

        In a notebook a word may stand right behind an escaped line end.
        """
        if data.startswith(_MARKS):
            return True
        if data.lstrip().startswith(b"{"):
            data = data.replace(b"\\n", b"\n\n").replace(b"\\t", b"\t\t")
        for start in range(0, len(data), _CHUNK):
            # A word on the border is whole in one of two chunks; half a word that looks like a name only costs a parse.
            words = data[start : start + _CHUNK + self._overlap].translate(_SPACED).split()
            if not self._keys.isdisjoint(words) and self._contains(words, data):
                return True
        return False

    def _contains(self, words: list[bytes], data: bytes) -> bool:
        found = self._keys.intersection(words)
        if not self._plain.isdisjoint(found):
            return True
        return any(name in data for key in found for name in self._compound.get(key, ()))
