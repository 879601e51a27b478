"""The files a user would expect to be checked.

A file that is named is always taken. A directory is listed by git where there is a repository (what is tracked, and
what is new and not ignored) and walked otherwise. Paths are reported with POSIX separators, relative where the user
gave a relative path.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

from hangup.frontends import is_supported, suffixes
from hangup.project import git, walk
from hangup.project.built import LARGE, is_built
from hangup.project.exclude import Excludes
from hangup.records import dataclass

Note = Callable[[str, os.stat_result], None]


class MissingPath(Exception):
    """A path that the user named and that does not exist (or is neither a file nor a directory)."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """``files``: to be checked, sorted. ``unsupported``: named, and no front end reads them. ``unreadable``:
    directories that could not be listed, with the reason.
    """

    files: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()


class _Collector:
    """Collects paths, each file once, however many ways lead to it."""

    def __init__(self, excludes: Excludes, force_exclude: bool, note: Note | None) -> None:
        self.excludes = excludes
        self.note = note
        self.force_exclude = force_exclude
        self.found: dict[str, str] = {}
        self.unsupported: list[str] = []
        self.unreadable: list[tuple[str, str]] = []

    def file(self, path: str, shown: str) -> None:
        """A named file."""
        if self.force_exclude and self.excludes.excluded(path):
            return
        if is_supported(shown):
            self.found[os.path.realpath(path)] = shown
        else:
            self.unsupported.append(shown)

    def directory(self, path: str, shown: str) -> None:
        """A named directory."""
        if self.force_exclude and path != os.curdir and self.excludes.excluded(path):
            return
        prefix = "" if shown == "." else shown.rstrip("/") + "/"
        real = os.path.realpath(path)
        listed, unreadable = git.list_files(path, walk.list_files) or walk.list_files(path)
        self.unreadable += [(prefix + name if name else shown, reason) for name, reason in unreadable]
        links: list[tuple[str, str]] = []
        read = suffixes()
        base, real_base = os.path.join(path, ""), real + "/"
        folder, left_out = "", self.excludes.below(path, "")
        lstat = os.lstat
        for name in [name for name in listed if name.lower().endswith(read)]:
            end = name.rfind("/")
            if name[: max(end, 0)] != folder:
                folder = name[: max(end, 0)]
                left_out = self.excludes.below(path, folder)
            if left_out(name) or not is_supported(name):
                continue
            try:
                status = lstat(base + name)
            except (FileNotFoundError, NotADirectoryError):
                continue  # tracked and deleted, or in a sparse checkout
            except OSError as error:
                self.unreadable.append((prefix + name, error.strerror or str(error)))
                continue
            if stat.S_ISREG(status.st_mode):
                self._take(base + name, real_base + name, prefix + name, status)
            elif stat.S_ISLNK(status.st_mode):
                links.append((os.path.realpath(base + name), prefix + name))
        for target, name in links:
            if os.path.isfile(target):  # neither dangling, nor a loop, nor a directory
                self.found.setdefault(target, name)

    def _take(self, path: str, real: str, shown: str, status: os.stat_result) -> None:
        """A file of a directory, unless a tool wrote it."""
        if status.st_size < LARGE or not is_built(path, status.st_size):
            found = self.found.setdefault(real, shown)
            if self.note is not None:
                self.note(found, status)


def discover(
    paths: Iterable[str], excludes: Excludes | None = None, *, force_exclude: bool = False, note: Note | None = None
) -> Discovery:
    """Find the files below ``paths``. ``note`` is told what the file system says of those that are found.

    Raises:
        MissingPath: one of the paths does not exist.
    """
    collector = _Collector(excludes or Excludes(), force_exclude, note)
    named: list[tuple[Callable[[str, str], None], str]] = []
    for path in dict.fromkeys(paths):
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise MissingPath(f"{path}: {reason.lower()}") from error
        if stat.S_ISDIR(mode):
            named.append((collector.directory, path))
        elif stat.S_ISREG(mode):
            named.append((collector.file, path))
        else:
            raise MissingPath(f"{path}: neither a file nor a directory")
    for take, path in named:
        take(path, reported(path))
    return Discovery(
        tuple(sorted(set(collector.found.values()))),
        tuple(sorted(set(collector.unsupported))),
        tuple(sorted(set(collector.unreadable))),
    )


def reported(path: str) -> str:
    """A path as it is reported: POSIX separators, no leading ``./``, no trailing slash."""
    posix = Path(path).as_posix() if os.sep != "/" else path
    while posix.startswith("./"):
        posix = posix[2:].lstrip("/")
    return posix.rstrip("/") or ("/" if path.startswith(os.sep) else ".")
