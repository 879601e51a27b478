"""Decides on bytes whether a file is worth parsing. Most files name no resource and are never decoded.

A file is cut into words by two calls that run in C (``translate``, ``split``) and compared with a set, so the cost does
not grow with the catalogue: 150 MB/s. That needs nothing to be imported or built, which decides when a few files are
checked. When there are more, all names are looked for at once, and only where one is found there are words to compare:
at 3 GB/s for up to 64 names, which are compared by vector instructions ("Teddy", of the aho-corasick library), and at
460 MB/s for more, by an automaton (Aho and Corasick, CACM 1975). One regular expression of 150 names reaches 10 MB/s.
"""

from __future__ import annotations

from hangup.names import HINT, SUPPRESSION

TYPE_CHECKING = False
if TYPE_CHECKING:  # this module is imported by runs that take ten milliseconds: ``typing`` is not
    from collections.abc import Callable, Iterable, Iterator

PATIENCE = 200 * 1024
"""Bytes that are searched word by word before all names are looked for at once: preparing that takes as long."""

MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
"""What stands at the head of files in UTF-16 and UTF-32."""

_ENDS = bytes(byte for byte in range(256) if not (bytes([byte]).isalnum() or byte == 0x5F))
_SPACED = bytes(0x20 if byte in _ENDS else byte for byte in range(256))
_CHUNK = 1 << 16


def spaced(data: bytes) -> list[bytes]:
    """The words of a text."""
    return data.translate(_SPACED).split()


def words_of(data: bytes, overlap: int = 256) -> Iterator[list[bytes]]:
    """The words of a file, a part of it after the other; none that is longer than ``overlap`` is cut.

    A word on the border is whole in one of two parts; half a word that looks like a name only costs a parse. In a
    notebook a word may stand right behind an escaped line end.
    """
    if data.lstrip().startswith(b"{"):
        data = data.replace(b"\\n", b"\n\n").replace(b"\\t", b"\t\t")
    for start in range(0, len(data), _CHUNK):
        yield spaced(data[start : start + _CHUNK + overlap])


class Prefilter:
    """Whether any of the names stands in a file. Names like ``stream-chat`` are looked up by their longest word."""

    def __init__(self, names: Iterable[bytes]) -> None:
        given = set(names)
        self._hints = {name for name in given if name.startswith(HINT)}
        self._plain: set[bytes] = set()
        self._compound: dict[bytes, list[bytes]] = {}
        for name in {*given - self._hints, SUPPRESSION}:
            words = spaced(name)
            if words == [name]:
                self._plain.add(name)
            elif words:
                self._compound.setdefault(max(words, key=len), []).append(name)
        self.key = b"\n".join(sorted({*self._plain, *(name for each in self._compound.values() for name in each)}))
        """Equal for gates that let the same files pass."""
        self._keys = frozenset(self._plain | self._compound.keys())
        self._overlap = max(map(len, self._keys)) + 1
        self._patience = PATIENCE
        self._may_pass: Callable[[bytes], object] | None = None

    def hints(self) -> Prefilter | None:
        """What decides whether a file may open something that another file has made; None where no word hints at it."""
        words = [name.removeprefix(HINT) for name in self._hints]
        return Prefilter(words) if words else None

    def passes(self, data: bytes) -> bool:
        """Whether the file is a candidate. UTF-16 and UTF-32 hide the words, so a mark of theirs always passes."""
        if data.startswith(MARKS):
            return True
        if self._patience >= 0:
            self._patience -= len(data)
            if self._patience < 0:
                self.prepare()
        if self._may_pass is not None and not self._may_pass(data):
            return False
        return self._has_name(data)

    def prepare(self) -> None:
        """Build what makes searching many files cheap. Without the library for it, they are searched all the same."""
        self._patience = -1
        from hangup.project.gates import finder

        self._may_pass = finder([*self._plain, *(name for names in self._compound.values() for name in names)])

    def _has_name(self, data: bytes) -> bool:
        for words in words_of(data, self._overlap):
            if not self._keys.isdisjoint(words) and self._contains(words, data):
                return True
        return False

    def _contains(self, words: list[bytes], data: bytes) -> bool:
        found = self._keys.intersection(words)
        if not self._plain.isdisjoint(found):
            return True
        return any(name in data for key in found for name in self._compound.get(key, ()))
