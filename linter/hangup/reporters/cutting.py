"""Lines of a change that are too long for the screen: cut so that what differs is seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from hangup.reporters.rows import cell_len

_BEFORE = 4
"""Of the room, one in so many parts is left for what stands before the difference."""


def cut(lines: Sequence[str], room: int, dots: str) -> Iterator[str]:
    """Lines of a difference, each within so many cells, with dots where it goes on.

    A line that takes the place of another one begins a little before the place where the two differ, if that would be
    out of sight.
    """
    blocks = [(sign, list(block)) for sign, block in groupby(lines, lambda line: line[:1])]
    for number, (sign, block) in enumerate(blocks):
        other = _counterpart(blocks, number) if sign in ("-", "+") else []
        for index, line in enumerate(block):
            partner = other[index] if index < len(other) else line
            same = 0 if partner is line else _common(line[1:], partner[1:])
            yield _shortened(_from(line, same, room, dots), room, dots)


def _counterpart(blocks: Sequence[tuple[str, list[str]]], number: int) -> list[str]:
    """The lines that stand in the place of a block, or that it takes the place of."""
    sign, nearby = ("+", number + 1) if blocks[number][0] == "-" else ("-", number - 1)
    return blocks[nearby][1] if 0 <= nearby < len(blocks) and blocks[nearby][0] == sign else []


def _common(one: str, other: str) -> int:
    """How many characters two lines have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((index for index, (mine, theirs) in enumerate(pairs) if mine != theirs), min(len(one), len(other)))


def _from(line: str, same: int, room: int, dots: str) -> str:
    """The line without what is the same at its beginning, where the rest would be out of sight."""
    if cell_len(line) <= room or cell_len(line[: same + 1]) <= room * (_BEFORE - 1) // _BEFORE:
        return line
    return line[0] + dots + line[1 + same - room // _BEFORE :]


def _shortened(line: str, room: int, dots: str) -> str:
    """A line as far as there is room for it."""
    if cell_len(line) <= room:
        return line
    from rich.cells import set_cell_size

    return set_cell_size(line, room - cell_len(dots)).rstrip() + dots
