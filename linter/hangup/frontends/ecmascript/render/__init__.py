"""Writes remedies into JavaScript and TypeScript, as edits of the original text in the style of its file.

One module per remedy; ``page`` holds what they share. A function that cannot write its remedy yields nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.render.page import Page
from hangup.model import SourceFile
from hangup.model.remedy import (
    Await,
    CompareUser,
    ConnectAfterMount,
    CreateInBatch,
    CreateOnce,
    CreateOnServer,
    Hold,
    KeepStable,
    LeaveToHook,
    LeaveToOwner,
    ReleaseAtEnd,
    ReleaseFirst,
    ReleaseOnEveryWay,
    ReleasePrevious,
    Remedy,
    Rename,
    ShareFirst,
)

_WRITERS: dict[type[Remedy], str] = {
    Await: "awaiting",
    CompareUser: "comparing",
    ReleaseAtEnd: "cleanup",
    ReleaseOnEveryWay: "finally_",
    ReleaseFirst: "release_first",
    ReleasePrevious: "replacing",
    CreateInBatch: "batching",
    CreateOnServer: "serving",
    ConnectAfterMount: "after_mount",
    CreateOnce: "once",
    Hold: "holding",
    KeepStable: "stable",
    LeaveToHook: "owning",
    LeaveToOwner: "yielding",
    Rename: "renaming",
    ShareFirst: "sharing",
}
"""The module that writes each remedy: most runs need few of them."""


def render(source: SourceFile, remedy: Remedy) -> Iterator[Rendering]:
    """The ways to write a remedy, best first."""
    name = _WRITERS.get(type(remedy))
    if name is not None:
        written: Iterator[Rendering | None] = import_module(f"{__name__}.{name}").write(
            Page(source, remedy.site), remedy
        )
        for rendering in written:
            if rendering is not None:
                yield rendering


def encoding(source: SourceFile) -> str:
    """The encoding of a file: the language knows one."""
    return "utf-8"


__all__ = ["encoding", "render"]
