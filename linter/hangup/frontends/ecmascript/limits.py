"""What this front end refuses to read, and why."""

from __future__ import annotations

import gc
import sys
from collections.abc import Collection, Generator
from contextlib import contextmanager

from hangup.frontends.base import NotAnalysed
from hangup.model import SourceFile, Span

MAX_BYTES = 2_000_000
"""Larger files are bundles; one takes some ten seconds and half a gigabyte."""

MAX_USING = 500
"""``using`` declarations in one file: each nests the rest of its block once more."""

MAX_DEPTH = 500
"""Levels of nesting. Operator, member and ``else if`` chains do not count: they are walked without recursion."""

_RECURSION = 20_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def check_bytes(source: SourceFile) -> None:
    """Refuse what is too large or no UTF-8."""
    data = source.data
    if len(data) > MAX_BYTES:
        raise NotAnalysed(
            f"the file has {len(data):,} bytes, more than the limit of {MAX_BYTES:,}; "
            "exclude it if it is generated, or split it"
        )
    if data.startswith(_UTF16):
        raise NotAnalysed("the file is encoded as UTF-16; save it as UTF-8", Span(0, 2))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotAnalysed(
            f"the file is not valid UTF-8: byte 0x{data[error.start]:02x} at offset {error.start:,}; save it as UTF-8",
            Span(error.start, error.end),
        ) from error


def check_depth(depth: int, where: Span) -> None:
    """Refuse what is nested too deeply to be lowered safely."""
    if depth > MAX_DEPTH:
        raise NotAnalysed(
            f"the code is nested {depth:,} levels deep, more than the limit of {MAX_DEPTH:,}; "
            "exclude the file if it is generated, or flatten it",
            where,
        )


def check_using(offsets: Collection[int]) -> None:
    """Refuse more ``using`` declarations than can be nested safely."""
    if len(offsets) > MAX_USING:
        raise NotAnalysed(
            f"the file has {len(offsets):,} `using` declarations, more than the limit of {MAX_USING:,}; "
            "exclude it if it is generated, or split it"
        )


@contextmanager
def room_to_lower() -> Generator[None]:
    """Room for the recursion that :data:`MAX_DEPTH` levels need, and no collector in the way.

    Lowering makes many objects and no cycles: the cyclic collector would look at all of them again and again.
    """
    before, collects = sys.getrecursionlimit(), gc.isenabled()
    sys.setrecursionlimit(max(before, _RECURSION))
    gc.disable()
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
        if collects:
            gc.enable()
