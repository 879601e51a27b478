"""Texts as an editor counts in them: lines from 0, and columns in the units that client and server agreed on."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from hangup.frontends import NotAnalysed, encoding
from hangup.model import SourceFile, Span, open_source
from hangup.records import dataclass

Unit = Literal["utf-8", "utf-16", "utf-32"]
"""What columns count: bytes, units of two bytes, or code points."""

Place = tuple[int, int]
"""A line and a column in it, both from 0."""

_BOM = b"\xef\xbb\xbf"
_CODEC = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


@dataclass(frozen=True, slots=True)
class Text:
    """A file with the encoding of its bytes, which need not be the one in which columns count.

    ``version`` is the editor's number of the text, None for a file that is not open.
    """

    source: SourceFile
    encoding: str = "utf-8"
    version: int | None = None

    @staticmethod
    def of(source: SourceFile, version: int | None = None) -> Text:
        """A file as it is on disk, or as it would be."""
        return Text(source, _encoding(source.path, source.data), version)

    @staticmethod
    def written(path: str, text: str, version: int | None = None) -> Text:
        """The file that an editor would write. What the file's encoding lacks becomes a question mark."""
        name = _encoding(path, text.encode("ascii", "replace"))
        return Text(open_source(path, text.encode(name, "replace")), name, version)

    def place(self, offset: int, unit: Unit) -> Place:
        """The line and column of a byte."""
        disk = self.source.on_disk
        offset = max(0, min(offset, len(disk.data)))
        line = bisect_right(disk.line_starts, offset) - 1
        return line, _length(self._decoded(disk.line_starts[line], offset), unit)

    def places(self, span: Span, unit: Unit) -> tuple[Place, Place]:
        """Where a span begins and ends."""
        return self.place(span.start, unit), self.place(span.end, unit)

    def offset(self, place: Place, unit: Unit) -> int:
        """The byte at a place. Behind the end of a line is its end, and behind the last line the end of the text."""
        disk = self.source.on_disk
        number, column = place
        if number >= len(disk.line_starts):
            return len(disk.data)
        start = disk.line_starts[number]
        end = disk.line_starts[number + 1] if number + 1 < len(disk.line_starts) else len(disk.data)
        before = ""
        for character in self._decoded(start, end).rstrip("\r\n"):
            if _length(before + character, unit) > column:
                break
            before += character
        mark = len(_BOM) if start == 0 and disk.data.startswith(_BOM) else 0
        return start + mark + len(before.encode(self.encoding, "replace"))

    def _decoded(self, start: int, end: int) -> str:
        data = self.source.data[start:end]
        return (data.removeprefix(_BOM) if start == 0 else data).decode(self.encoding, "replace")


def _length(text: str, unit: Unit) -> int:
    codec, width = _CODEC[unit]
    return len(text.encode(codec, "replace")) // width


def _encoding(path: str, data: bytes) -> str:
    try:
        return encoding(SourceFile(path, data))
    except NotAnalysed:
        return "utf-8"
