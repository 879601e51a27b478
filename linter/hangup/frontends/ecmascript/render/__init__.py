"""Writes remedies into JavaScript and TypeScript, as edits of the original text in the style of its file.

One module per remedy; ``page`` holds what they share. A function that cannot write its remedy yields nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.render import (
    after_mount,
    awaiting,
    batching,
    cleanup,
    comparing,
    finally_,
    holding,
    once,
    owning,
    release_first,
    renaming,
    replacing,
    serving,
    sharing,
    stable,
    yielding,
)
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

_WRITERS: dict[type[Remedy], Callable[[Page, Any], Iterator[Rendering | None]]] = {
    Await: awaiting.write,
    CompareUser: comparing.write,
    ReleaseAtEnd: cleanup.write,
    ReleaseOnEveryWay: finally_.write,
    ReleaseFirst: release_first.write,
    ReleasePrevious: replacing.write,
    CreateInBatch: batching.write,
    CreateOnServer: serving.write,
    ConnectAfterMount: after_mount.write,
    CreateOnce: once.write,
    Hold: holding.write,
    KeepStable: stable.write,
    LeaveToHook: owning.write,
    LeaveToOwner: yielding.write,
    Rename: renaming.write,
    ShareFirst: sharing.write,
}


def render(source: SourceFile, remedy: Remedy) -> Iterator[Rendering]:
    """The ways to write a remedy, best first."""
    writer = _WRITERS.get(type(remedy))
    if writer is not None:
        for rendering in writer(Page(source, remedy.site), remedy):
            if rendering is not None:
                yield rendering


def encoding(source: SourceFile) -> str:
    """The encoding of a file: the language knows one."""
    return "utf-8"


__all__ = ["encoding", "render"]
