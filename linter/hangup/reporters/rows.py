"""Text with styles, row by row, as the full form is made of. rich is asked to colour it, and only then imported: that
takes a tenth of a check of one file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.style import Style
    from rich.text import Text

_NARROW = re.compile("[ -~╭╰├─│┆▶…·①-⑳]*")
"""Characters of one cell: those of ASCII, and those that frames are drawn with."""


def cell_len(text: str) -> int:
    """How many cells of a terminal a text takes."""
    if _NARROW.fullmatch(text):
        return len(text)
    from rich import cells

    return cells.cell_len(text)


class Row:
    """A text with styles on parts of it. ``style`` is that of the whole."""

    __slots__ = ("plain", "spans", "style")

    def __init__(self, text: str = "", style: str | Style = "") -> None:
        self.plain = text
        self.style = style
        self.spans: list[tuple[int, int, str | Style]] = []

    def __bool__(self) -> bool:
        return bool(self.plain)

    @property
    def cell_len(self) -> int:
        """How many cells it takes."""
        return cell_len(self.plain)

    def append(self, text: str | Row, style: str | Style = "") -> Row:
        """Put something behind it, a row with its own styles."""
        start = len(self.plain)
        if isinstance(text, Row):
            self.plain += text.plain
            self.stylize(text.style, start, len(self.plain))
            self.spans += [(start + first, start + last, inner) for first, last, inner in text.spans]
        else:
            self.plain += text
            self.stylize(style, start, len(self.plain))
        return self

    def stylize(self, style: str | Style, start: int, end: int) -> None:
        """Put a style on a part, over those that it has."""
        if style and start < end:
            self.spans.append((start, end, style))

    def text(self) -> Text:
        """The row as rich knows it."""
        from rich.text import Text

        text = Text(self.plain, self.style)
        for start, end, style in self.spans:
            text.stylize(style, start, end)
        return text
