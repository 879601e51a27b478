"""Whether edits leave the calls alive that open connections: one that no path reaches leaks nothing, and is no fix.

A call outside of all edits must be reached where it has moved to. For those within, as many of a kind must be reached
in what the edits wrote: they are written anew, in a form and a place of their own. Only what a fix supersedes may go,
and clients that nobody connects, unless the finding is about their construction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from hangup.model import Edit, Span
from hangup.records import replace

if TYPE_CHECKING:
    from hangup.flow.facts import Opened

Calls = Mapping[str, frozenset["Opened"]]
"""The calls that are reached in each file, by its path."""


def stay_reached(
    before: Calls,
    after: Calls,
    edits: Sequence[Edit],
    size: Callable[[Edit], int],
    sites: Collection[Span],
    superseded: Collection[Span],
) -> bool:
    """Whether every call that was reached before edits of one file is so behind them.

    ``size`` is how many bytes the text of an edit has, ``sites`` are what findings of that file are about,
    ``superseded`` the calls in it that may go.
    """
    edited = edits[0].path if edits else ""
    for path, calls in before.items():
        left = set(after.get(path, ()))
        rewritten = Counter[tuple[str, str]]()
        for call in calls:
            own = path == edited
            if (own and call.span in superseded) or not (call.kind == "acquire" or (own and call.span in sites)):
                continue
            span = _place(call.span, edits, size) if own else call.span
            if span is None:
                rewritten[call.kind, call.resource] += 1
                continue
            there = replace(call, span=span)
            if there not in left:
                return False
            left.discard(there)
        if rewritten - Counter((call.kind, call.resource) for call in left):
            return False
    return True


def _place(span: Span, edits: Sequence[Edit], size: Callable[[Edit], int]) -> Span | None:
    """Where a span stands behind the edits; nothing where one of them reaches into it."""
    by = 0
    for edit in edits:
        if edit.span.end <= span.start:
            by += size(edit) - (edit.span.end - edit.span.start)
        elif edit.span.start < span.end:
            return None
    return Span(span.start + by, span.end + by)
