"""Writes remedies into Python, as edits of the original text in the style of its file.

One module per remedy; ``page`` holds what they share. A function that cannot write its remedy yields nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from hangup.frontends.base import Rendering
from hangup.frontends.python.decode import decode
from hangup.frontends.python.parse import LARGE
from hangup.frontends.python.render import (
    awaiting,
    batching,
    ending,
    finally_,
    holding,
    once,
    release_first,
    renaming,
    serving,
    sharing,
)
from hangup.frontends.python.render.notebooks import Cells
from hangup.frontends.python.render.page import Page
from hangup.frontends.python.stack import with_deep_stack
from hangup.model import Notebook, SourceFile, Span
from hangup.model.moving import spans_of
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

_WRITERS: dict[type[Remedy], Callable[[Page, Any], Iterator[Rendering | None]]] = {
    Await: awaiting.write,
    Hold: holding.write,
    ReleaseAtEnd: ending.write,
    ReleaseOnEveryWay: finally_.write,
    ReleaseFirst: release_first.write,
    CreateInBatch: batching.write,
    CreateOnce: once.write,
    CreateOnServer: serving.write,
    Rename: renaming.write,
    ShareFirst: sharing.write,
}


def render(source: SourceFile, remedy: Remedy) -> Iterator[Rendering]:
    """The ways to write a remedy, best first."""
    writer = _WRITERS.get(type(remedy))
    if writer is None:
        return
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
