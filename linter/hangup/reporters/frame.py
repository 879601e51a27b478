"""Draws the places of a finding in one frame of source: carets below the primary one, numbered lines below the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from hangup.model import SourceFile, Span
from hangup.records import dataclass
from hangup.reporters.excerpt import Excerpt
from hangup.reporters.glyphs import GUTTER, RELATED, Glyphs
from hangup.reporters.prose import wrap
from hangup.reporters.rows import Row, cell_len
from hangup.reporters.screen import Screen, clean

if TYPE_CHECKING:
    from hangup.reporters.highlight import Highlighter


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to point at. ``number`` is 0 for the primary one, which has ``style`` to itself."""

    span: Span
    number: int = 0
    label: str = ""
    style: str = RELATED


@dataclass(frozen=True, slots=True)
class _Placed:
    mark: Mark
    line: int
    column: int
    end_column: int
    goes_on: bool  # the span ends on a later line


class Frame:
    """The rows of one file's part of a finding; ``gutter`` is the width of the line numbers."""

    def __init__(self, source: SourceFile, screen: Screen, glyphs: Glyphs, gutter: int) -> None:
        self._source = source
        self._screen = screen
        self._glyphs = glyphs
        self._gutter = gutter
        self._highlighter: Highlighter | None = None
        self._room = max(screen.width - gutter - 3, 20)

    def rows(self, marks: Sequence[Mark]) -> Iterator[Row]:
        placed = sorted((self._place(mark) for mark in marks), key=lambda place: (place.line, place.mark.number))
        previous = 0
        for line in self._lines(placed):
            if previous and line > previous + 1:
                yield self.bar(self._glyphs.gap)
            yield from self._line(line, [place for place in placed if place.line == line])
            previous = line

    def bar(self, bar: str, text: Row | str = "") -> Row:
        """A row without a line number."""
        row = Row(" " * (self._gutter + 1)).append(bar, GUTTER)
        return row.append(" ").append(text) if text else row

    def _place(self, mark: Mark) -> _Placed:
        start, end = self._source.position(mark.span.start), self._source.position(mark.span.end)
        if start.row == end.row:
            return _Placed(mark, start.row, start.column, end.column, goes_on=False)
        length = len(self._source.line_text(start.row).rstrip())
        return _Placed(mark, start.row, start.column, max(length, start.column) + 1, goes_on=True)

    def _lines(self, placed: Sequence[_Placed]) -> list[int]:
        """The lines to show: marked ones, a single line between two of them, and the primary one's neighbours."""
        marked = sorted({place.line for place in placed})
        shown = set(marked)
        shown.update(line - 1 for before, line in pairwise(marked) if line - before == 2)
        for place in placed:
            if place.mark.number == 0:
                shown |= {line for line in (place.line - 1, place.line + 1) if self._is_written(line)}
        return sorted(shown)

    def _is_written(self, line: int) -> bool:
        return 1 <= line <= len(self._source.line_starts) and bool(self._source.line_text(line).strip())

    def _line(self, line: int, placed: Sequence[_Placed]) -> Iterator[Row]:
        marked = (placed[0].column, placed[0].end_column) if placed else (1, 1)
        text = self._source.line_text(line).rstrip()
        excerpt = Excerpt(text, marked, self._room, self._glyphs.dots, self._screen)
        number = self._source.position(self._source.line_starts[line - 1]).line
        row = Row(f"{number:>{self._gutter}} ", GUTTER).append(self._glyphs.bar)
        yield row.append(" ", "default").append(self._styled(line, excerpt)) if excerpt.text else row
        for place in placed:
            yield from self._mark(place, excerpt)

    def _styled(self, line: int, excerpt: Excerpt) -> Row:
        if not self._screen.color:
            return Row(excerpt.text)
        if self._highlighter is None:
            from hangup.reporters.highlight import Highlighter

            self._highlighter = Highlighter(self._source)
        styled = Row(style="default")
        return styled.append(excerpt.styled(self._highlighter.line(line)))

    def _mark(self, place: _Placed, excerpt: Excerpt) -> Iterator[Row]:
        """The row that points at a place, and its label: beside the line where there is room, else below it."""
        start, end = excerpt.cells(place.column, place.end_column)
        mark, glyphs = place.mark, self._glyphs
        stroke = (glyphs.related if mark.number else glyphs.primary) * (end - start) + glyphs.dots * place.goes_on
        row = Row(" " * start).append(stroke, mark.style)
        number = glyphs.number(mark.number) + " " if mark.number else ""
        label = clean(mark.label)
        used = start + cell_len(stroke) + 1
        if used + cell_len(number + label) <= self._room:
            row.append(f" {number}{label}" if label else f" {number}".rstrip(), mark.style)
            yield self.bar(glyphs.bar, row)
            return
        yield self.bar(glyphs.bar, row)
        indent = min(start, self._room // 3)
        for index, part in enumerate(wrap(label, self._room - indent - cell_len(number))):
            lead = number if index == 0 else " " * cell_len(number)
            yield self.bar(glyphs.bar, Row(" " * indent + lead + part, mark.style))
