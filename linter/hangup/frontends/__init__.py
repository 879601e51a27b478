"""Front ends: from source text to the IR. One package per language; parsers are imported on first use."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hangup.frontends.base import NotAnalysed, Rendering

if TYPE_CHECKING:
    from hangup.ir.program import Program
    from hangup.model import SourceFile
    from hangup.model.remedy import Remedy

_PYTHON = "hangup.frontends.python"
_ECMASCRIPT = "hangup.frontends.ecmascript"

SUFFIXES: dict[str, str] = {
    ".py": _PYTHON,
    ".pyw": _PYTHON,
    ".js": _ECMASCRIPT,
    ".jsx": _ECMASCRIPT,
    ".mjs": _ECMASCRIPT,
    ".cjs": _ECMASCRIPT,
    ".ts": _ECMASCRIPT,
    ".tsx": _ECMASCRIPT,
    ".mts": _ECMASCRIPT,
    ".cts": _ECMASCRIPT,
    ".vue": _ECMASCRIPT,
    ".svelte": _ECMASCRIPT,
    ".astro": _ECMASCRIPT,
    ".html": _ECMASCRIPT,
    ".htm": _ECMASCRIPT,
}
"""File suffix (lower case) to the package that reads it."""


def is_supported(path: str) -> bool:
    """Whether a front end reads files of this name. Declaration files hold no code."""
    name = path.lower()
    return PurePosixPath(name).suffix in SUFFIXES and not name.endswith((".d.ts", ".d.mts", ".d.cts"))


def lower(source: SourceFile) -> Program:
    """Lower one file.

    Raises:
        NotAnalysed: the text cannot be decoded or parsed, or is over a stated limit.
    """
    package = SUFFIXES[PurePosixPath(source.path.lower()).suffix]
    program: Program = import_module(package).lower(source)
    return program


def render(source: SourceFile, remedy: Remedy) -> Iterator[Rendering]:
    """The ways to write a remedy into a file, best first; none where its front end cannot write it.

    A rendering is a proposal: nothing is known about it until the edited file has been analysed.
    """
    package = SUFFIXES[PurePosixPath(source.path.lower()).suffix]
    renderings: Iterator[Rendering] = import_module(f"{package}.render").render(source, remedy)
    return renderings


def encode(source: SourceFile, text: str) -> bytes:
    """A text in the encoding of a file.

    Raises:
        UnicodeEncodeError: the encoding has no such character.
    """
    package = SUFFIXES[PurePosixPath(source.path.lower()).suffix]
    encoding: str = import_module(f"{package}.render").encoding(source)
    return text.encode(encoding)


__all__ = ["SUFFIXES", "NotAnalysed", "Rendering", "encode", "is_supported", "lower", "render"]
