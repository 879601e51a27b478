"""Our own sentences: broken into lines by cells, with what stands in backticks shown as code."""

from __future__ import annotations

import re

from hangup.reporters.rows import Row, cell_len

_CODE = "cyan"
_WORD = re.compile(r"(?:[^\s`]*`[^`\n]{1,40}`[^\s`]*)+|\S+")


def wrap(text: str, width: int, indent: int = 0) -> list[str]:
    """Break at spaces, at least one line. Short code stays together; a long word stays whole and can be copied.

    Lines after the first leave room for ``indent`` cells before them.
    """
    lines: list[str] = []
    line = ""
    for word in _WORD.findall(text):
        longer = f"{line} {word}" if line else word
        if line and cell_len(longer) > width - (indent if lines else 0):
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line or not lines else lines


def prose(lines: list[str], style: str = "") -> list[Row]:
    """Lines that were one text, styled. Code in backticks may run over a line's end."""
    styled: list[Row] = []
    inside = False
    for line in lines:
        row = Row()
        for index, part in enumerate(line.split("`")):
            if index:
                row.append("`", _CODE)
                inside = not inside
            row.append(part, _CODE if inside else style)
        styled.append(row)
    return styled
