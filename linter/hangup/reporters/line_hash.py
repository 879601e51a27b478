"""The hash by which GitHub's code scanning knows a line again: that of its upload action, which warns of any other.

A hash of the 100 characters from the line's first on, without blanks and tabs, as one polynomial in 37 modulo 2^64;
behind it the number of lines up to this one that have the same. Characters are UTF-16 code units, every line end is a
line feed, and behind the text stand U+FFFF and zeros.
"""

from __future__ import annotations

import re
from collections import Counter

from hangup.model import SourceFile

_WINDOW = 100
_BASE = 37
_MODULUS = 1 << 64
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_END = "\uffff"


class LineHashes:
    """The hashes of a file's lines, each computed when it is asked for."""

    def __init__(self, source: SourceFile) -> None:
        text = source.data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        text = _ASTRAL.sub(_pair, re.sub("[ \t]", "", text)) + _END
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._text = text + "\0" * _WINDOW
        self._counts: list[int] = []

    def __getitem__(self, line: int) -> str:
        """The hash of a line, counted from 1; the last one's behind the end."""
        number = max(1, min(line, len(self._starts)))
        window = self._window(self._starts[number - 1])
        value = 0
        for character in window:
            value = (value * _BASE + ord(character)) % _MODULUS
        return f"{value:x}:{self._count(number)}"

    def _count(self, number: int) -> int:
        """How many lines up to this one have the same window."""
        if not self._counts:
            seen: Counter[str] = Counter()
            for start in self._starts:
                window = self._window(start)
                seen[window] += 1
                self._counts.append(seen[window])
        return self._counts[number - 1]

    def _window(self, start: int) -> str:
        return self._text[start : start + _WINDOW]


def _pair(found: re.Match[str]) -> str:
    offset = ord(found[0]) - 0x10000
    return chr(0xD800 + (offset >> 10)) + chr(0xDC00 + (offset & 0x3FF))
