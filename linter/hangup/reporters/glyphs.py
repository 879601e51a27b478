"""The characters frames are drawn with, and the styles of their parts."""

from __future__ import annotations

from hangup.model import Severity
from hangup.records import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of characters. ``numbers`` run out at some point; then ``(21)`` is written."""

    open: str
    also: str
    bar: str
    note: str
    last: str
    gap: str
    primary: str
    related: str
    dots: str
    middle: str
    numbers: str

    def number(self, index: int) -> str:
        return self.numbers[index - 1] if index <= len(self.numbers) else f"({index})"


UNICODE = Glyphs("╭─▶", "├─▶", "│", "├", "╰", "┆", "^", "─", "…", "·", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
ASCII = Glyphs("-->", "-->", "|", "|", "`", ":", "^", "-", "...", "-", "")

GUTTER = "blue"
RELATED = "cyan"
STRONG = "bold"
SEVERITY = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
