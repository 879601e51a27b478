"""Two renderings after each other: the code is brought into a plainer shape first, and the remedy written there."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from hangup.frontends.base import Rendering
from hangup.model import Edit, SourceFile, Span
from hangup.model.remedy import Remedy
from hangup.records import fields, replace

_Kind = TypeVar("_Kind", bound=Remedy)


def applied(source: SourceFile, rendering: Rendering) -> SourceFile:
    """The file after a rendering."""
    data = source.data
    for edit in reversed(rendering.edits):
        data = data[: edit.span.start] + edit.text.encode() + data[edit.span.end :]
    return SourceFile(source.path, data)


def moved(remedy: _Kind, rendering: Rendering) -> _Kind:
    """A remedy with its places where they are after a rendering, which left them as they are."""

    def place(value: object) -> object:
        if isinstance(value, Span):
            return Span(_shifted(value.start, rendering), _shifted(value.end, rendering, end=True))
        if isinstance(value, tuple):
            return tuple(place(item) for item in cast("tuple[object, ...]", value))
        return value

    changed: dict[str, Any] = {item.name: place(getattr(remedy, item.name)) for item in fields(remedy)}
    return replace(remedy, **changed)


def _shifted(offset: int, rendering: Rendering, *, end: bool = False) -> int:
    shift = 0
    for edit in rendering.edits:
        if edit.span.end < offset or (edit.span.end == offset and not end):
            shift += len(edit.text.encode()) - (edit.span.end - edit.span.start)
    return offset + shift


def together(source: SourceFile, first: Rendering, second: Rendering) -> Rendering:
    """Two renderings as one of the original file: the lines that differ."""
    after = applied(applied(source, first), second)
    old, new = source.data.splitlines(keepends=True), after.data.splitlines(keepends=True)
    from difflib import SequenceMatcher  # few remedies are written in steps

    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    edits = tuple(
        Edit(source.path, Span(starts[a], starts[b]), b"".join(new[c:d]).decode())
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if kind != "equal"
    )
    title = f"{second.title}, and {first.title}" if first.title else second.title
    return Rendering(min(first.applicability, second.applicability), title, edits)
