"""``--watch``: checks again whenever a file, a configuration or the baseline has changed.

Files are asked for their size and time twice a second. That needs no other library, works on every file system, and
sees files that come and go.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from hangup.catalogue.sources import CatalogueError
from hangup.commands import targets
from hangup.commands.ending import Problem, say
from hangup.config import ConfigError
from hangup.names import CONFIGURATIONS
from hangup.reporters.summary import number

if TYPE_CHECKING:
    from hangup.commands.options import CheckOptions
    from hangup.configuration import Configuration

Snapshot = dict[str, tuple[int, int] | None]
"""The time of the last change, in nanoseconds, and the size in bytes of each file; None where there is none."""

PAUSE = 0.5
"""Seconds between two looks."""
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"


def refuse(options: CheckOptions) -> None:
    """Refuse options that do not go together."""
    if not options.watch:
        return
    if targets.is_stdin(options):
        raise Problem("--watch looks at files: standard input is none")
    for name in ("diff", "update_baseline", "show_files", "show_settings"):
        if getattr(options, name):
            raise Problem(
                f"--watch does something again and again, and --{name.replace('_', '-')} once: use one of them"
            )
    if options.add_ignore is not None:
        raise Problem("--watch does something again and again, and --add-ignore once: use one of them")


def watch(
    check: Callable[[], int],
    look: Callable[[], Snapshot],
    wait: Callable[[], None] = lambda: time.sleep(PAUSE),
) -> None:
    """Check now, and after every change, until it is interrupted.

    A change while a check runs leads to another. What is wrong with the configuration is said, and mended while the
    watch goes on.
    """
    before: Snapshot | None = None
    while True:
        now = look()
        if now != before:
            before = now
            if sys.stdout.isatty():
                sys.stdout.write(_CLEAR)
                sys.stdout.flush()
            try:
                check()
            except Problem as problem:
                problem.show()
            say(f"watching {number(sum(seen is not None for seen in now.values()), 'file')}; Ctrl-C ends it")
        wait()


def looker(options: CheckOptions, settings: Callable[[], Configuration]) -> Callable[[], Snapshot]:
    """What looks at the files that a check with these options reads, its configurations and its baseline."""
    files: tuple[str, ...] = ()

    def look() -> Snapshot:
        nonlocal files
        baseline = options.baseline
        try:
            current = settings()
            baseline = baseline or current.run.baseline
            files = _files(options, current)
        except (ConfigError, CatalogueError, Problem):
            pass  # the check says what is wrong; until it is mended, the files of before are looked at
        return snapshot([*files, *_configurations(files), *([baseline] if baseline else [])])

    return look


def _files(options: CheckOptions, settings: Configuration) -> tuple[str, ...]:
    from hangup.project.discover import MissingPath, discover

    paths = options.paths or (".",)
    try:
        return discover(paths, targets.excludes(options, settings), force_exclude=options.force_exclude).files
    except MissingPath:
        return ()


def _configurations(files: Iterable[str]) -> Iterator[str]:
    """Where a configuration may stand: in the folder of every file, and above it."""
    folders = {os.path.dirname(os.path.abspath(file)) for file in files} | {os.path.abspath(os.curdir)}
    above = {os.fspath(folder) for each in folders for folder in (PurePath(each), *PurePath(each).parents)}
    return (os.path.join(folder, name) for folder in sorted(above) for name in CONFIGURATIONS)


def snapshot(paths: Iterable[str]) -> Snapshot:
    """What the system says of files now."""
    seen: Snapshot = {}
    for path in paths:
        try:
            status = os.stat(path)
            seen[path] = status.st_mtime_ns, status.st_size
        except (OSError, ValueError):
            seen[path] = None
    return seen
