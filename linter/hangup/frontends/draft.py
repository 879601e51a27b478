"""What every renderer works with: a file's layout as its author keeps it, and edits put together piece by piece.

All offsets count bytes of the file as it is on disk.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from hangup.frontends.base import Rendering
from hangup.model import Applicability, Edit, SourceFile, Span

_INDENTED = re.compile(rb"^([ \t]+)\S", re.MULTILINE)
_LINE = re.compile(rb"^( *)[^\s*]", re.MULTILINE)
_WIDEST = 8
_BLANK = b" \t"
_MARK = b"\xef\xbb\xbf"


class Layout:
    """How a file is laid out: its line ends, its unit of indentation, where its lines begin."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def newline(self) -> str:
        """The line end of most lines."""
        crlf = self.data.count(b"\r\n")
        return "\r\n" if crlf > self.data.count(b"\n") - crlf else "\n"

    @cached_property
    def unit(self) -> str:
        """One step of indentation: a tab, or as many spaces as lines are mostly indented more than the one before."""
        indents = [match[1] for match in _INDENTED.finditer(self.data)]
        tabs = sum(indent.startswith(b"\t") for indent in indents)
        if indents and tabs * 2 >= len(indents):
            return "\t"
        steps = Counter(self._steps())
        return " " * max(steps, key=lambda step: (steps[step], -step), default=2 if b"{" in self.data else 4)

    def _steps(self) -> Iterator[int]:
        """By how many spaces lines are indented more than the one in front of them; more than one, at most eight."""
        last = 0
        for match in _LINE.finditer(self.data):
            width = len(match[1])
            if 1 < width - last <= _WIDEST:
                yield width - last
            last = width

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return max(self.data.rfind(b"\n", 0, offset), self.data.rfind(b"\r", 0, offset - 1 if offset else 0)) + 1

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends, its line end not included."""
        end = self.data.find(b"\n", offset)
        end = len(self.data) if end < 0 else end
        return end - 1 if end > offset and self.data[end - 1 : end] == b"\r" else end

    def next_line(self, offset: int) -> int:
        """Where the line after the one of an offset begins."""
        end = self.data.find(b"\n", offset)
        return len(self.data) if end < 0 else end + 1

    def indent(self, offset: int) -> str:
        """The white space that the line of an offset begins with."""
        start = end = self.line_start(offset)
        if start == 0 and self.data.startswith(b"\xef\xbb\xbf"):
            start = end = 3
        while end < len(self.data) and self.data[end] in _BLANK:
            end += 1
        return self.data[start:end].decode("ascii")

    def starts_line(self, offset: int) -> bool:
        """Whether nothing but white space stands before an offset on its line."""
        return not self.data[self.line_start(offset) : offset].removeprefix(b"\xef\xbb\xbf").strip()

    def ends_line(self, offset: int) -> bool:
        """Whether nothing but white space stands behind an offset on its line."""
        return not self.data[offset : self.line_end(offset)].strip()

    def whole_lines(self, span: Span) -> Span:
        """The lines of a span with their line ends, where nothing else stands on them; else the span."""
        if self.starts_line(span.start) and self.ends_line(span.end):
            return Span(self.line_start(span.start), self.next_line(span.end))
        return span


class Draft:
    """Edits of one file on the way to a rendering."""

    def __init__(self, source: SourceFile, layout: Layout) -> None:
        self.source = source
        self.layout = layout
        self._edits: list[tuple[Span, int, str]] = []

    def replace(self, span: Span, text: str) -> None:
        """Put a text in the place of a span. Its lines end in plain newlines, and get the line ends of the file."""
        self._edits.append((span, len(self._edits), text.replace("\n", self.layout.newline)))

    def insert(self, offset: int, text: str) -> None:
        """Put a text at an offset. Texts at one offset stand in the order in which they were inserted.

        Nothing goes in front of a byte-order mark.
        """
        if offset == 0 and self.source.data.startswith(_MARK):
            offset = len(_MARK)
        self.replace(Span(offset, offset), text)

    def delete(self, span: Span) -> None:
        """Take a span away."""
        self.replace(span, "")

    def indent_lines(self, start: int, end: int, unit: str, keep: tuple[Span, ...] = ()) -> None:
        """Indent the lines that begin in a range by one unit; blank lines, and those that begin in ``keep``, stay."""
        line = self.layout.line_start(start)
        if line < start:
            line = self.layout.next_line(start)
        while line < end:
            inside = any(span.start < line < span.end for span in keep)
            if not inside and self.source.data[line : self.layout.line_end(line)].strip():
                self.insert(line, unit)
            line = self.layout.next_line(line)

    def rendering(self, applicability: Applicability, title: str) -> Rendering | None:
        """The rendering, or nothing where the edits contradict each other or change nothing."""
        merged: list[Edit] = []
        for span, _, text in sorted(self._edits):
            if merged and merged[-1].span.end > span.start:
                return None
            if merged and merged[-1].span == span and span.start == span.end:
                merged[-1] = Edit(self.source.path, span, merged[-1].text + text)
            elif merged and merged[-1].span.end == span.start:
                before = merged[-1]
                merged[-1] = Edit(self.source.path, before.span.cover(span), before.text + text)
            else:
                merged.append(Edit(self.source.path, span, text))
        changed = [edit for edit in merged if edit.text or edit.span.start < edit.span.end]
        return Rendering(applicability, title, tuple(changed)) if changed else None
