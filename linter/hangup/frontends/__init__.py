"""Front ends: from source text to the IR. One package per language; parsers are imported on first use."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from hangup import plugins
from hangup.frontends.base import NotAnalysed, Rendering
from hangup.names import DECLARATIONS, MINIFIED, SUFFIXES, is_minified, suffix_of

if TYPE_CHECKING:
    from hangup.ir.program import Program
    from hangup.model import SourceFile
    from hangup.model.remedy import Remedy


def suffixes() -> tuple[str, ...]:
    """The suffixes of all files that a front end reads, in lower case."""
    return (*SUFFIXES, *(plugin.name.lower() for plugin in plugins.of(plugins.FRONTENDS)))


def written(paths: Sequence[str]) -> list[str]:
    """Those of many paths that :func:`is_supported` holds for, without what a build has minified."""
    if plugins.of(plugins.FRONTENDS):
        return [path for path in paths if is_supported(path) and not is_minified(path)]
    suffixed = (f"/{suffix}" for suffix in SUFFIXES)  # a name that is all suffix
    read, others = suffixes(), (*DECLARATIONS, *MINIFIED, *suffixed)
    return [
        path
        for path in paths
        if (lower := path.lower()).endswith(read) and not lower.endswith(others) and lower not in SUFFIXES
    ]


def is_supported(path: str) -> bool:
    """Whether a front end reads files of this name. Declaration files hold no code."""
    suffix = suffix_of(path)
    if suffix in SUFFIXES:
        return not path.lower().endswith(DECLARATIONS)
    return bool(suffix) and plugins.named(plugins.FRONTENDS, suffix) is not None


def lower(source: SourceFile) -> Program:
    """Lower one file.

    Raises:
        NotAnalysed: the text cannot be decoded or parsed, or is over a stated limit.
        PluginError: the front end of a plugin does not work, or gives a program that is not well-formed.
    """
    suffix = suffix_of(source.path)
    package = SUFFIXES.get(suffix)
    if package is None:
        return _lower_by_plugin(source, suffix)
    program: Program = import_module(package).lower(source)
    return program


def lower_excerpt(source: SourceFile, telling: Collection[str]) -> Program:
    """Lower what of one file can matter to its connections. ``telling`` are the names with which code tells of them.

    What comes out is the same as for the whole file, alone or linked with files that name nothing that is left out.

    Raises:
        NotAnalysed, PluginError: as :func:`lower`.
    """
    package = SUFFIXES.get(suffix_of(source.path))
    if package is None:
        return lower(source)
    program: Program = import_module(package).lower(source, telling)
    return program


def _lower_by_plugin(source: SourceFile, suffix: str) -> Program:
    from hangup.ir.verify import verify

    plugin, front_end = plugins.named(plugins.FRONTENDS, suffix), plugins.front_end(suffix)
    if plugin is None or front_end is None:
        raise NotAnalysed("no front end reads files of this name")
    program: Program = front_end(source)
    wrong = verify(program, len(source.data))
    if wrong:
        raise plugins.PluginError(f"{plugin} gives a program that is not well-formed: {wrong[0]}")
    return program


def render(source: SourceFile, remedy: Remedy) -> Iterator[Rendering]:
    """The ways to write a remedy into a file, best first; none where its front end cannot write it.

    A rendering is a proposal: nothing is known about it until the edited file has been analysed.
    """
    package = SUFFIXES.get(suffix_of(source.path))
    if package is None:  # the front end of a plugin
        return iter(())
    renderings: Iterator[Rendering] = import_module(f"{package}.render").render(source, remedy)
    return renderings


def encode(source: SourceFile, text: str) -> bytes:
    """A text in the encoding of a file.

    Raises:
        UnicodeEncodeError: the encoding has no such character.
    """
    return text.encode(encoding(source))


def encoding(source: SourceFile) -> str:
    """The name of the encoding of a file; UTF-8 where the front end is a plugin's.

    Raises:
        NotAnalysed: the file is not in the encoding that it says it is in.
    """
    package = SUFFIXES.get(suffix_of(source.path))
    if package is None:
        return "utf-8"
    name: str = import_module(f"{package}.render").encoding(source)
    return name


__all__ = [
    "SUFFIXES",
    "NotAnalysed",
    "Rendering",
    "encode",
    "encoding",
    "is_supported",
    "lower",
    "lower_excerpt",
    "render",
    "suffixes",
    "written",
]
