"""What IPython adds to Python in a cell: magics, shell commands and help. Each is replaced by a comment as long."""

from __future__ import annotations

import re

from hangup.frontends.python.tokens import Unterminated, tokens

_PYTHON_CELLS = frozenset({"capture", "memit", "prun", "time", "timeit"})
"""Cell magics whose cell is Python that runs in the kernel."""

_CELL = re.compile(r"\s*%%(\w*)")
_LINE = re.compile(r"[ \t]*(?=[%!?])|[ \t]*(?=[A-Za-z_][\w.]*\?\??[ \t]*$)")
_ASSIGNED = re.compile(r"[ \t]*[A-Za-z_][\w.,\[\]'\" \t]*=[ \t]*(?=[%!][A-Za-z_./~({$])")
_COMMENT = "0#"
"""An expression, so that a block with nothing but a magic in it stays a block."""


def plain(text: str) -> str:
    """The text of a cell with IPython's own lines made comments; every character keeps its place."""
    cell = _CELL.match(text)
    if cell is not None and cell[1] not in _PYTHON_CELLS:
        return "\n".join("#" + line[1:] for line in text.split("\n"))
    if not any(character in text for character in "%!?"):
        return text
    lines = text.split("\n")
    first = 0
    if cell is not None:
        first = text[: cell.end()].count("\n") + 1
        lines[first - 1] = "#" + lines[first - 1][1:]
    begun, masking = first, False
    for number in range(first, len(lines)):
        line = lines[number]
        start = 0 if masking else _magic_start(line)
        if start is None or not (masking or _is_begin("\n".join(lines[begun:number]))):
            continue
        masking = line.endswith("\\")
        lines[number] = _masked(line, start)
        begun = number + 1
    return "\n".join(lines)


def _magic_start(line: str) -> int | None:
    """Where on a line something begins that only IPython reads."""
    match = _LINE.match(line) or _ASSIGNED.match(line)
    return None if match is None else match.end()


def _masked(line: str, start: int) -> str:
    rest = line[start:]
    hidden = _COMMENT + rest[2:] if len(rest) > 1 else "#"[: len(rest)]
    return line[:start] + hidden


def _is_begin(before: str) -> bool:
    """Whether a statement may begin behind this text: no bracket and no string is open, and no line goes on."""
    if before.endswith("\\"):
        return False
    depth = 0
    try:
        for kind, _, _ in tokens(before):
            depth += (kind == "open") - (kind == "close")
    except Unterminated:
        return False
    return depth <= 0
