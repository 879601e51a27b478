"""What this front end refuses to read, and why."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from hangup.frontends.base import NotAnalysed
from hangup.model import SourceFile, Span

MAX_BYTES = 2_000_000
"""Larger files are bundles; one takes some ten seconds and half a gigabyte."""

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


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Room for the recursion that :data:`MAX_DEPTH` levels need."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _RECURSION))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
