"""Writes remedies into Python, as edits of the original text in the style of its file.

One module per remedy; ``page`` holds what they share. A function that cannot write its remedy yields nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module

from hangup.frontends.base import Rendering
from hangup.frontends.python.decode import decode
from hangup.frontends.python.parse import LARGE
from hangup.frontends.python.render.notebooks import Cells
from hangup.frontends.python.render.page import Page
from hangup.frontends.python.stack import with_deep_stack
from hangup.model import SourceFile, Span
from hangup.model.moving import spans_of
from hangup.model.notebook import Notebook
from hangup.model.remedy import (
    Await,
    CreateInBatch,
    CreateOnce,
    CreateOnServer,
    Hold,
    ReleaseAtEnd,
    ReleaseFirst,
    ReleaseOnEveryWay,
    Remedy,
    Rename,
    ShareFirst,
)

_WRITERS: dict[type[Remedy], str] = {
    Await: "awaiting",
    Hold: "holding",
    ReleaseAtEnd: "ending",
    ReleaseOnEveryWay: "finally_",
    ReleaseFirst: "release_first",
    CreateInBatch: "batching",
    CreateOnce: "once",
    CreateOnServer: "serving",
    Rename: "renaming",
    ShareFirst: "sharing",
}
"""The module that writes each remedy: most runs need few of them."""


def render(source: SourceFile, remedy: Remedy) -> Iterator[Rendering]:
    """The ways to write a remedy, best first."""
    name = _WRITERS.get(type(remedy))
    if name is None:
        return
    writer: Callable[[Page, Remedy], Iterator[Rendering | None]] = import_module(f"{__name__}.{name}").write
    cells = Cells(source) if isinstance(source, Notebook) else None
    code, asked = (source, remedy) if cells is None else (cells.source, cells.remedy(remedy))
    places = tuple(spans_of(asked)) if len(code.data) > LARGE and cells is None else ()
    written = with_deep_stack(lambda: [each for each in writer(_page(code, places), asked) if each is not None])
    for rendering in written:
        placed = rendering if cells is None else cells.rendering(rendering)
        if placed is not None:
            yield placed


@lru_cache(maxsize=1)
def _page(source: SourceFile, places: tuple[Span, ...]) -> Page:
    """The file to be edited. The findings of one file come one after the other."""
    return Page(source, places)


def encoding(source: SourceFile) -> str:
    """The encoding of a file, as Python's coding cookie (PEP 263) says."""
    return decode(source.data).encoding


__all__ = ["encoding", "render"]
