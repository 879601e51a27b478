"""One line of analysed source, ready to print: tabs expanded, controls escaped, long lines cut, all in cells.

A code point may take no cell, one, two (wide characters) or several (an escape), so marks are placed by cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hangup.reporters.rows import Row, cell_len
from hangup.reporters.screen import Screen, escape, is_unsafe

if TYPE_CHECKING:
    from rich.style import Style

_TAB = 4


class Excerpt:
    """A window of ``width`` cells on a line, around the columns (from 1) of what is marked there."""

    def __init__(self, line: str, marked: tuple[int, int], width: int, dots: str, screen: Screen) -> None:
        self._cells = [0]
        self._shown = shown = list[str]()
        for character in line:
            drawn = _drawn(character, self._cells[-1], screen)
            shown.append(drawn)
            self._cells.append(self._cells[-1] + (len(drawn) if len(drawn) > 1 else cell_len(drawn)))
        self._window = first, last = self._choose(marked, width)
        self._before = dots if first else ""
        self._after = dots if last < len(shown) else ""
        self._first = self._cells[first]
        self._last = self._cells[last]

    @property
    def text(self) -> str:
        return self._before + "".join(self._shown[slice(*self._window)]) + self._after

    def styled(self, parts: Iterable[tuple[int, int, Style]]) -> Row:
        """The text with styles on ranges of the line's code points."""
        text = Row(self._before)
        first, last = self._window
        for part_start, part_end, style in parts:
            start, end = (min(max(place, first), last) for place in (part_start, part_end))
            text.append("".join(self._shown[first:start])).append("".join(self._shown[start:end]), style)
            first = end
        return text.append("".join(self._shown[first:last])).append(self._after)

    def _choose(self, marked: tuple[int, int], width: int) -> tuple[int, int]:
        """The code points to show: all, or as many as fit, with the mark's start and a little before it."""
        total = len(self._cells) - 1
        if self._cells[total] <= width:
            return 0, total
        start, end = self._at(marked[0]), self._at(marked[1])
        room = max(width - 6, 8)  # dots on both sides, three cells each in ASCII
        left = 0 if end <= room else max(0, min(start - room // 4, self._cells[total] - room))
        first = next(index for index, cell in enumerate(self._cells) if cell >= left)
        last = first
        while last < total and self._cells[last + 1] - self._cells[first] <= room:
            last += 1
        return first, last

    def cells(self, column: int, end_column: int) -> tuple[int, int]:
        """The cells between two columns, as far as they are in the window: at least one."""
        shift = len(self._before) - self._first
        start = min(max(self._at(column), self._first), self._last) + shift
        end = min(max(self._at(end_column), self._first), self._last) + shift
        return start, max(end, start + 1)

    def _at(self, column: int) -> int:
        return self._cells[min(max(column - 1, 0), len(self._cells) - 1)]


def _drawn(character: str, cell: int, screen: Screen) -> str:
    if character == "\t":
        return " " * (_TAB - cell % _TAB)
    if is_unsafe(character) or not screen.shows(character):
        return escape(character)
    return character
