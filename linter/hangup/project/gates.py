"""What decides on the bytes of files, one question for a hundred thousand of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol


class Gate(Protocol):
    """Decides on the bytes of a file whether it is worth a closer look."""

    @property
    def key(self) -> bytes:
        """Equal for gates that let the same files pass."""
        ...

    def prepare(self) -> None:
        """Build what makes searching many files cheap."""
        ...

    def passes(self, data: bytes) -> bool:
        """Whether a file is worth it."""
        ...


class Texts:
    """Whether one of some texts stands in a file, as it is."""

    def __init__(self, texts: Iterable[bytes]) -> None:
        self._texts = sorted(set(texts))
        self._find: Callable[[bytes], object] | None = None
        self.key = b"texts\n" + b"\n".join(self._texts)

    def prepare(self) -> None:
        if self._find is None and self._texts:
            self._find = finder(self._texts)

    def passes(self, data: bytes) -> bool:
        if self._find is not None:
            return bool(self._find(data))
        return any(text in data for text in self._texts)


def finder(texts: Iterable[bytes]) -> Callable[[bytes], object] | None:
    """What tells whether one of the texts stands in some bytes; None without the library for it."""
    try:
        from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind
    except ImportError:
        return None
    # only for matches from the left are texts compared by vector instructions; whether there is one is the same
    found = BytesAhoCorasick(list(texts), matchkind=MatchKind.LeftmostFirst, implementation=Implementation.DFA)
    return found.find_matches_as_indexes
