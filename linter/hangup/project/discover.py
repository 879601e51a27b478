"""The files a user would expect to be checked.

A file that is named is always taken. A directory is listed by git where there is a repository (what is tracked, and
what is new and not ignored) and walked otherwise. Paths are reported with POSIX separators, relative where the user
gave a relative path.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable

from hangup.frontends import is_supported, written
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
    """Collects paths, each file once, however many ways lead to it.

    ``is_single``: whether one path is named and no other. Files are known by their real path; below a single directory
    by their name in it, which is no text of its own.
    """

    def __init__(self, excludes: Excludes, force_exclude: bool, note: Note | None, *, is_single: bool) -> None:
        self.excludes = excludes
        self.note = note
        self.force_exclude = force_exclude
        self.is_single = is_single
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
        """A named directory. What lists one is imported here: most runs of a hook are on files."""
        from hangup.project import git, walk
        from hangup.project.built import LARGE, is_built

        if self.force_exclude and path != os.curdir and self.excludes.excluded(path):
            return
        prefix = "" if shown == "." else shown.rstrip("/") + "/"
        real_base = os.path.realpath(path) + "/"
        listed, unreadable = git.list_files(path, walk.list_files) or walk.list_files(path)
        self.unreadable += [(prefix + name if name else shown, reason) for name, reason in unreadable]
        links: list[tuple[str, str]] = []
        base, known_as = os.path.join(path, ""), "" if self.is_single else real_base
        last, folder, left_out = -1, "", self.excludes.below(path, "")
        lstat, is_regular, found, note = os.lstat, stat.S_ISREG, self.found, self.note
        for name in written(listed):
            end = name.rfind("/")
            if end != last or not name.startswith(folder):
                last, folder = end, name[: max(end, 0)]
                left_out = self.excludes.below(path, folder)
            if left_out is not None and left_out(name):
                continue
            try:
                status = lstat(base + name)
            except (FileNotFoundError, NotADirectoryError):
                continue  # tracked and deleted, or in a sparse checkout
            except OSError as error:
                self.unreadable.append((prefix + name, error.strerror or str(error)))
                continue
            if is_regular(status.st_mode):
                if status.st_size < LARGE or not is_built(base + name, status.st_size):
                    shown_as = found.setdefault(known_as + name, prefix + name)
                    if note is not None:
                        note(shown_as, status)
            elif stat.S_ISLNK(status.st_mode):
                links.append((os.path.realpath(base + name), prefix + name))
        for target, name in links:
            if os.path.isfile(target):  # neither dangling, nor a loop, nor a directory
                found.setdefault(target.removeprefix(real_base) if self.is_single else target, name)


def discover(
    paths: Iterable[str], excludes: Excludes | None = None, *, force_exclude: bool = False, note: Note | None = None
) -> Discovery:
    """Find the files below ``paths``. ``note`` is told what the file system says of those that are found.

    Raises:
        MissingPath: one of the paths does not exist.
    """
    given = list(dict.fromkeys(paths))
    collector = _Collector(excludes or Excludes(), force_exclude, note, is_single=len(given) == 1)
    named: list[tuple[Callable[[str, str], None], str]] = []
    for path in given:
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
        tuple(sorted(dict.fromkeys(collector.found.values()))),  # in order already, mostly
        tuple(sorted(set(collector.unsupported))),
        tuple(sorted(set(collector.unreadable))),
    )


def reported(path: str) -> str:
    """A path as it is reported: POSIX separators, no leading ``./``, no trailing slash."""
    posix = path.replace(os.sep, "/")
    while posix.startswith("./"):
        posix = posix[2:].lstrip("/")
    return posix.rstrip("/") or ("/" if path.startswith(os.sep) else ".")
