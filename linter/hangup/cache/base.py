"""What every result depends on beside the files: hangup itself, what it is installed with, and what it knows."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hangup import __version__
from hangup.cache.results import digest

if TYPE_CHECKING:
    from hangup.config import Settings

_SOURCES = (".py", ".toml", ".so", ".pyd")


def base_of(settings: Settings) -> str:
    """A key of everything that is the same for all files with these settings."""
    own = [repr((tables.file, tables.table, tables.sdk, tables.framework)) for tables in settings.own]
    return digest(__version__, sys.version, *_installation(), "settings", repr((settings.preview, settings.sdks)), *own)


def _installation() -> Iterator[str]:
    """The files of hangup, its rules and its plugins, and the folders that whatever is installed goes to."""
    from hangup import plugins
    from hangup.installation import folder_of

    folders = [os.path.dirname(os.path.dirname(os.path.abspath(__file__))), folder_of("hangup_rules")]
    for plugin in plugins.installed():
        yield f"{plugin} {plugin.distribution}"
        folders.append(folder_of(plugin.value.partition(":")[0].partition(".")[0]))
    for folder in folders:
        yield from _files(folder) if folder is not None else ("?",)
    yield from map(_stamp, sys.path)


def _files(folder: str) -> Iterable[str]:
    """A stamp of each source below a folder."""
    pending = [folder]
    while pending:
        current = pending.pop()
        for entry in sorted(os.scandir(current), key=lambda entry: entry.name):
            if entry.is_dir():
                pending += [] if entry.name == "__pycache__" else [entry.path]
            elif entry.name.endswith(_SOURCES):
                yield _stamp(entry.path)


def _stamp(path: str) -> str:
    try:
        found = os.stat(path)
    except OSError:
        return path
    return f"{path} {found.st_size} {found.st_mtime_ns}"
