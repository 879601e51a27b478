"""Rows are what rich would make of the same parts, without rich."""

from __future__ import annotations

import subprocess
import sys

from rich import cells
from rich.text import Text

from hangup.reporters.glyphs import ASCII, UNICODE
from hangup.reporters.rows import Row, cell_len
from hangup.reporters.screen import MARKS


def test_the_characters_of_frames_take_the_cells_that_rich_counts() -> None:
    drawn = "".join(str(getattr(glyphs, name)) for glyphs in (ASCII, UNICODE) for name in ("open", "also", "numbers"))
    for character in {*MARKS, *drawn, *map(chr, range(32, 127)), "漢", "é", "\u0301"}:
        assert cell_len(character) == cells.cell_len(character)


def test_a_row_has_the_styles_that_its_parts_had() -> None:
    row = Row("1 ", "blue").append("│").append(Row("place", "bold").append(" here", "red")).append(" behind", "dim")
    row.stylize("green", 0, 1)
    text = Text("1 ", "blue").append("│").append(Text("place", "bold").append(" here", "red")).append(" behind", "dim")
    text.stylize("green", 0, 1)
    assert row.text() == text
    assert row.text().markup == text.markup
    assert (row.cell_len, bool(row), bool(Row())) == (text.cell_len, True, False)


def test_a_report_without_colours_does_without_rich() -> None:
    code = "import sys, hangup.reporters.findings as f; sys.exit(any(name.startswith('rich') for name in sys.modules))"
    assert subprocess.run((sys.executable, "-c", code), check=False).returncode == 0
