"""Which findings of now are findings that were known before, although lines have moved and files have new names.

A finding is recognised by its rule, its place in words (the function and the expression: its *anchor*) and its file.
Its line numbers mean nothing. What the lines around it say, without their indentation, is its *context*: it tells equal
findings apart, and recognises code that has been moved to another file.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from hangup.model import Confidence, Diagnostic, SourceFile
from hangup.records import dataclass

_LONGEST_ANCHOR = 120


@dataclass(frozen=True, slots=True, order=True)
class Trace:
    """What a finding is recognised by. ``path`` is relative to whatever both sides agree on."""

    path: str
    code: str
    anchor: str
    context: str
    confidence: Confidence = Confidence.HIGH
    """Not compared: it says whether the finding would be reported at all."""


def trace(diagnostic: Diagnostic, source: SourceFile, path: str) -> Trace:
    """The trace of a finding, under a path of its own."""
    anchor = diagnostic.anchor
    if len(anchor) > _LONGEST_ANCHOR:
        anchor = f"{anchor[:_LONGEST_ANCHOR]}~{_digest(anchor)}"
    return Trace(path, diagnostic.code, anchor, _context(diagnostic, source), diagnostic.confidence)


def _context(diagnostic: Diagnostic, source: SourceFile) -> str:
    """A digest of the lines of the finding and of one line before and behind that says something."""
    first = source.position(diagnostic.span.start).line
    last = source.position(max(diagnostic.span.start, diagnostic.span.end - 1)).line
    words = [source.line_text(number).split() for number in range(first, last + 1)]
    for numbers in (range(first - 1, 0, -1), range(last + 1, len(source.line_starts) + 1)):
        near = (source.line_text(number).split() for number in numbers)
        words.append(next(filter(None, near), list[str]()))
    return _digest("\n".join(" ".join(line) for line in words))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def match(found: Sequence[Trace], known: Sequence[Trace], gone: Callable[[str], bool]) -> dict[int, int]:
    """Pairs of a finding and a known one, as indices. Each is in one pair at most.

    In this order: the same file and context, the same file, the same context in another file, and at last a known
    finding whose file is gone.

    Args:
        found: the findings of now.
        known: the findings of before.
        gone: whether there is no file any more under the path of a known finding.
    """
    pairs: dict[int, int] = {}
    passes: list[tuple[Callable[[Trace], tuple[str, ...]], bool]] = [
        (lambda trace: (trace.code, trace.anchor, trace.path, trace.context), False),
        (lambda trace: (trace.code, trace.anchor, trace.path), False),
        (lambda trace: (trace.code, trace.anchor, trace.context), False),
        (lambda trace: (trace.code, trace.anchor), True),
    ]
    left = set(range(len(known)))
    for key, only_gone in passes:
        candidates: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for index in sorted(left, key=lambda index: (known[index], index), reverse=True):
            if not only_gone or gone(known[index].path):
                candidates[key(known[index])].append(index)
        for number in sorted(set(range(len(found))) - pairs.keys(), key=lambda number: (found[number], number)):
            fitting = candidates.get(key(found[number]))
            if fitting:
                pairs[number] = fitting.pop()
                left.discard(pairs[number])
    return pairs


def is_gone(path: str) -> bool:
    """Whether there is no file under a path; a directory of that name is none."""
    return not os.path.lexists(path) or os.path.isdir(path)


def unmatched(count: int, matched: Iterable[int]) -> list[int]:
    """The indices below a count that are in no pair."""
    return sorted(set(range(count)) - set(matched))
