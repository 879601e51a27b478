"""Which SDKs a project can use at all: those of which a word stands in one of the files that name connections.

``fn.call(this)`` and ``store.init()`` are spelled as methods of SDKs are. Where no file names such an SDK, nobody has
an object of it, and whoever calls a method of that name leads to no connection.
"""

from __future__ import annotations

from collections.abc import Iterable

from hangup.project.prefilter import MARKS, spaced, words_of


class Presence:
    """Looks for the signs of SDKs in files. A sign is a word or a name of several, behind an SDK's id and a space."""

    def __init__(self, signs: Iterable[bytes]) -> None:
        self._by_word: dict[bytes, dict[bytes, set[str]]] = {}
        """By the longest word of a sign: the sign, and the SDKs it is one of."""
        self._all: set[str] = set()
        for sign in signs:
            sdk, _, name = sign.partition(b" ")
            named = self._by_word.setdefault(max(spaced(name), key=len), {})
            named.setdefault(name, set()).add(sdk.decode())
            self._all.add(sdk.decode())

    def find(self, texts: Iterable[bytes]) -> frozenset[str]:
        """The ids of the SDKs of which something stands in one of these texts."""
        found: set[str] = set()
        for data in texts:
            if data.startswith(MARKS):  # the words are hidden
                return frozenset(self._all)
            for words in words_of(data):
                for word in self._by_word.keys() & words:
                    for name, sdks in self._by_word[word].items():
                        if not sdks <= found and name in data:
                            found |= sdks
        return frozenset(found)
