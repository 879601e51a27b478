"""Source text as bytes, and the one place where offsets become lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from hangup.records import dataclass, field

_NOTEBOOK = ".ipynb"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of byte offsets into the file as it is on disk (a byte-order mark counts)."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def cover(self, other: Span) -> Span:
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Position:
    """A place for people: line from 1, column from 1 in code points.

    In a notebook, ``cell`` is the number of the cell, and the line counts in it; ``row`` is the line among those of all
    cells, which ``SourceFile.line_text`` asks for. Elsewhere it is the line.
    """

    line: int
    column: int
    cell: int | None = None
    row: int = 0

    def __str__(self) -> str:
        place = f"{self.line}:{self.column}"
        return place if self.cell is None else f"cell {self.cell}:{place}"


@dataclass(frozen=True)
class SourceFile:
    """One file: the path as it is reported (POSIX separators) and its bytes."""

    path: str
    data: bytes = field(repr=False)

    @cached_property
    def text(self) -> str:
        """The decoded text without byte-order mark; undecodable bytes become U+FFFD."""
        return self.data.decode("utf-8-sig", errors="replace")

    @cached_property
    def on_disk(self) -> SourceFile:
        """The file line by line as it is on disk; for all but notebooks this one."""
        return self

    @cached_property
    def line_starts(self) -> list[int]:
        """Byte offset of each line's first byte. LF, CR LF and a lone CR end a line."""
        starts = [0]
        data = self.data
        position = 0
        while position < len(data):
            newline = data.find(b"\n", position)
            line_end = len(data) if newline < 0 else newline
            carriage = data.find(b"\r", position, line_end)
            if carriage >= 0 and carriage + 1 != newline:
                position = carriage + 1
            elif newline < 0:
                break
            else:
                position = newline + 1
            starts.append(position)
        return starts

    def position(self, offset: int) -> Position:
        """The line and column of a byte offset; past the end is the end."""
        offset = max(0, min(offset, len(self.data)))
        line = bisect_right(self.line_starts, offset)
        start = self.line_starts[line - 1]
        prefix = self.data[start:offset]
        if line == 1 and prefix.startswith(b"\xef\xbb\xbf"):
            prefix = prefix[3:]
        return Position(line, len(prefix.decode("utf-8", errors="replace")) + 1, row=line)

    def line_text(self, line: int) -> str:
        """The text of a line (from 1) without its line end."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.data)
        return self.data[start:end].decode("utf-8-sig" if line == 1 else "utf-8", errors="replace").rstrip("\r\n")

    def slice(self, span: Span) -> str:
        """The text a span covers."""
        return self.data[span.start : span.end].decode("utf-8", errors="replace")


def open_source(path: str, data: bytes) -> SourceFile:
    """The file of this path: a notebook by its suffix."""
    if path.lower().endswith(_NOTEBOOK):
        from hangup.model.notebook import Notebook

        return Notebook(path, data)
    return SourceFile(path, data)
