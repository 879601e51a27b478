"""Fixes of notebooks: written into the code of the cells, and put into the strings of the file, one cell at a time."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, TypeVar, cast

from hangup.frontends.base import Rendering
from hangup.frontends.python.cells import join
from hangup.model import Edit, SourceFile, Span
from hangup.model.notebook import Notebook
from hangup.model.remedy import Remedy
from hangup.records import dataclass, fields, replace

_Kind = TypeVar("_Kind", bound=Remedy)
_BREAK = "\\n"
"""A line end, as strings in JSON have it."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Where the text of a cell begins and ends in the text of all cells, and what parts its lines in the file.

    ``is_ended``: whether its last line has a line end.
    """

    start: int
    end: int
    gap: str
    is_ended: bool


class Cells:
    """The code of a notebook as a file of its own, and the way back."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook = notebook
        text = join(notebook).text
        self.source = SourceFile(notebook.path.removesuffix(".ipynb") + ".py", text.encode())
        self._bytes = list(accumulate((len(character.encode()) for character in text), initial=0))
        self._parts = list(self._cells())

    def remedy(self, remedy: _Kind) -> _Kind:
        """A remedy with its places in the code."""
        changed: dict[str, Any] = {item.name: self._placed(getattr(remedy, item.name)) for item in fields(remedy)}
        return replace(remedy, **changed)

    def _placed(self, value: object) -> object:
        if isinstance(value, Span):
            start, end = (bisect_left(self.notebook.offsets, offset) for offset in (value.start, value.end))
            return Span(self._bytes[start], self._bytes[min(end, len(self._bytes) - 1)])
        if isinstance(value, tuple):
            return tuple(self._placed(item) for item in cast("tuple[object, ...]", value))
        return value

    def rendering(self, written: Rendering) -> Rendering | None:
        """The edits of the file for edits of the code; None where they are not all in one cell."""
        first = bisect_left(self._bytes, written.edits[0].span.start)
        part = self._parts[max(bisect_right([part.start for part in self._parts], first) - 1, 0)]
        edits = [self._edit(part, edit) for edit in written.edits]
        found = [edit for edit in edits if edit is not None]
        return Rendering(written.applicability, written.title, tuple(found)) if len(found) == len(edits) else None

    def _edit(self, part: _Part, edit: Edit) -> Edit | None:
        start, end = (bisect_left(self._bytes, offset) for offset in (edit.span.start, edit.span.end))
        text = edit.text
        if start < part.start or end > part.end + 1:
            return None
        if end == part.end + 1:  # the last line of a cell has no line end
            if text.endswith("\n") and start < end:
                text = text.removesuffix("\n")
            elif text:
                text = text if part.is_ended else "\n" + text.removesuffix("\n")
            else:
                start = max(start - 1, part.start)
            start, end = min(start, part.end), part.end
        offsets = self.notebook.offsets
        written = json.dumps(text, ensure_ascii=False)[1:-1]
        is_last = end == part.end and written.endswith(_BREAK)
        written = written.replace(_BREAK, _BREAK + part.gap).removesuffix(part.gap if is_last else "")
        if start == end == part.end and part.is_ended:
            written = part.gap + written
        return Edit(self.notebook.path, Span(offsets[start], offsets[end]), written)

    def _cells(self) -> Iterator[_Part]:
        start = 0
        for cell in self.notebook.cells:
            yield _Part(start, start + len(cell.text), self._gap(cell.text, cell.offsets), cell.text.endswith("\n"))
            start += len(cell.text) + 1

    def _gap(self, text: str, offsets: tuple[int, ...]) -> str:
        """What stands between the lines of a cell in the file: nothing, or the end of a string and the next one."""
        data = self.notebook.data
        for index in range(len(text) - 1):
            if text[index] == "\n":
                return data[offsets[index] + len(_BREAK) : offsets[index + 1]].decode()
        before = data[: max(offsets[0] - 1, 0)]
        bracket = before.rstrip()
        return '",' + before[len(bracket) :].decode() + '"' if bracket.endswith(b"[") else ""
