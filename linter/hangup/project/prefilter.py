"""Decides on bytes whether a file is worth parsing. Most files name no resource and are never decoded.

All words are folded into one regular expression that shares prefixes, so the cost of a file does not grow with the
catalogue. It is compiled at the first file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

SUPPRESSION = b"hangup:"
"""Files with suppressions are candidates too: an unused one is a finding."""

_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_WORD_BYTES = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")

Trie = dict[bytes, "Trie"]
_END = b""


class Prefilter:
    """Whether any of the words stands, as a whole word, in a file."""

    def __init__(self, words: Iterable[bytes]) -> None:
        self._words = frozenset(words) | {SUPPRESSION}

    @cached_property
    def _pattern(self) -> re.Pattern[bytes]:
        names = [word for word in self._words if word[-1] in _WORD_BYTES]
        others = [word for word in self._words if word[-1] not in _WORD_BYTES]
        parts = [_expression(_trie(names)) + rb"(?![0-9A-Za-z_])"] if names else []
        parts += [_expression(_trie(others))] if others else []
        return re.compile(b"|".join(parts))

    def passes(self, data: bytes) -> bool:
        """Whether the file is a candidate. UTF-16 and UTF-32 hide the words, so a mark of theirs always passes."""
        if data.startswith(_MARKS):
            return True
        search = self._pattern.search
        found = search(data)
        while found is not None:
            start = found.start()
            if start == 0 or data[start - 1] not in _WORD_BYTES or data[start] not in _WORD_BYTES:
                return True
            found = search(data, start + 1)
        return False


def _trie(words: Iterable[bytes]) -> Trie:
    root: Trie = {}
    for word in words:
        node = root
        for index in range(len(word)):
            node = node.setdefault(word[index : index + 1], {})
        node[_END] = {}
    return root


def _expression(node: Trie) -> bytes:
    """A trie as a regular expression; words are short, so this may recurse."""
    branches = [re.escape(byte) + _expression(child) for byte, child in sorted(node.items()) if byte != _END]
    if not branches:
        return b""
    body = branches[0] if len(branches) == 1 else b"(?:" + b"|".join(branches) + b")"
    return b"(?:" + body + b")?" if _END in node else body
