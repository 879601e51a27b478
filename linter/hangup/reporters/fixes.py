"""The machine fix of a diagnostic, as other programs take it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from hangup.model import Applicability, Diagnostic, Edit, Fix, SourceFile, Span


def offered(diagnostic: Diagnostic) -> Fix | None:
    """The fix that another program may apply, if somebody agrees: one that is for display only is none."""
    fix = diagnostic.fix
    return None if fix is None or fix.applicability is Applicability.DISPLAY_ONLY or not fix.edits else fix


def by_file(fix: Fix) -> Iterator[tuple[str, list[Edit]]]:
    """The edits of each file, in order of position."""
    edits = sorted(fix.edits, key=lambda edit: (edit.path, edit.span))
    for path, group in groupby(edits, key=lambda edit: edit.path):
        yield path, list(group)


def merged(edits: list[Edit], source: SourceFile) -> tuple[Span, str]:
    """All edits of one file as one: the range from the first to the last, and what stands there afterwards."""
    parts: list[str] = []
    end = start = edits[0].span.start
    for edit in edits:
        parts += [source.slice(Span(end, edit.span.start)), edit.text]
        end = edit.span.end
    return Span(start, end), "".join(parts)
