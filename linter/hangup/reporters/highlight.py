"""Quiet colours for shown source: keywords, texts, comments. For colour terminals, and files that are not huge."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from rich.style import Style
from rich.syntax import ANSISyntaxTheme, Syntax

from hangup.model import SourceFile
from hangup.reporters.screen import is_unsafe

_LARGEST = 64 * 1024
_LANGUAGES = {
    "py": "python",
    "pyw": "python",
    "ipynb": "python",
    "ts": "typescript",
    "mts": "typescript",
    "cts": "typescript",
    "tsx": "tsx",
    "vue": "html",
    "svelte": "html",
    "astro": "html",
    "html": "html",
    "htm": "html",
}
_THEME = ANSISyntaxTheme(
    {
        ("Comment",): Style(dim=True),  # bright black is the background in some dark themes
        ("Keyword",): Style(color="magenta"),
        ("Keyword", "Type"): Style.null(),  # the lexer takes the value in `{ id: value }` for a type
        ("Literal", "String"): Style(color="green"),
    }
)


class Highlighter:
    """The styled parts of the lines of one file."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source

    def line(self, number: int) -> Iterator[tuple[int, int, Style]]:
        """Ranges of code points of a line (from 0) with their style, in order and apart."""
        first, last = self._offsets[number - 1], self._offsets[number] - 1
        for start, end, style in self._parts:
            if start < last and end > first:
                yield max(start, first) - first, min(end, last) - first, style

    @cached_property
    def _lines(self) -> list[str]:
        """The lines, with nothing in them that a lexer or rich would take away or widen."""
        lines = [self._source.line_text(line) for line in range(1, len(self._source.line_starts) + 1)]
        return [
            "".join(" " if character == "\t" or is_unsafe(character) else character for character in line)
            for line in lines
        ]

    @cached_property
    def _offsets(self) -> list[int]:
        """Where each line begins, and where one after the last would."""
        return list(accumulate((len(line) + 1 for line in self._lines), initial=0))

    @cached_property
    def _parts(self) -> list[tuple[int, int, Style]]:
        """The styled parts of the whole text."""
        if len(self._source.data) > _LARGEST:
            return []
        language = _LANGUAGES.get(self._source.path.rpartition(".")[2].lower(), "jsx")
        text = Syntax("", language, theme=_THEME).highlight("\n".join(self._lines))
        return [
            (part.start, part.end, part.style) for part in text.spans if isinstance(part.style, Style) and part.style
        ]
